"""Exceptions across frames, finally, chaining, re-raising, deletion of names."""


class Custom(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code

    def __str__(self):
        return f"custom {self.code}"


def deep(n):
    if n == 0:
        raise Custom(7, "x")
    try:
        deep(n - 1)
    finally:
        trail.append(n)


trail = []
try:
    deep(3)
except (KeyError, Custom) as e:
    kept = e
    code = e.code


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            continue
        finally:
            if i == 1:
                break
    return i


def chained():
    try:
        try:
            {}["k"]
        except KeyError as inner:
            raise RuntimeError("outer") from inner
    except RuntimeError as outer:
        return type(outer.__cause__).__name__, outer.__context__ is outer.__cause__


def context():
    try:
        try:
            1 // 0
        except ZeroDivisionError:
            [][3]
    except IndexError as e:
        return type(e.__context__).__name__


def again():
    try:
        raise KeyError("again")
    except KeyError:
        try:
            raise
        except LookupError as e:
            return e.args
    else:
        return "never"


def otherwise(x):
    try:
        y = 10 // x
    except ZeroDivisionError:
        return "zero"
    else:
        y += 1
        return y
    finally:
        trail.append(x)


def asserts(x):
    try:
        assert x > 0, f"bad {x}"
        assert x
    except AssertionError as e:
        return str(e)
    return "fine"


try:
    e
except NameError:
    gone = True
swallowed = getattr(type("T", (), {"p": property(lambda self: self.q)})(), "p", "default")
key_lambda = lambda v: 1 // v
try:
    sorted([1, 0], key=key_lambda)
except ZeroDivisionError as problem:
    message = problem.args[0]
print(trail, str(kept), code, override(), swallow(), chained(), context(), again(), otherwise(0), otherwise(5))
print(asserts(1), asserts(-1), gone, swallowed, message)
