"""Class bodies, exec, eval, globals(), name rules."""
x = "module"


def reads():
    return x


class A:
    x = x + "!"
    y = [x for _ in range(1)]

    def m(self):
        return x

    class B:
        z = x

        def n(self):
            return __class__.__name__, x


def f(x):
    class C:
        y = x


    class D:
        nonlocal_y = x

        def g(self):
            nonlocal x
            x = x + 1
            return x

    d = D()
    return C.y, d.g(), d.g(), x


def g():
    global x
    x = "changed"

    def inner():
        return x

    return inner()


exec("made = 1\nfor q in range(3): made += q")
value = eval("made + len(x)")
globals()["x"] = ["direct"]
x.append(2)
after = reads()
space = {}
exec("def h(a):\n    return a * 2", space)
fromexec = space["h"](4)


def local_exec():
    a = 1
    return eval("a + 1"), locals()


def deletes():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        return type(e).__name__


def unbound():
    if False:
        u = 1
    try:
        return u
    except NameError:
        return "unbound"


def shadow(len):
    print = max
    return len, print(1, 2)


class Late:
    try:
        y = not_there
    except NameError as e:
        error = type(e).__name__


error = Late.error
print(A.y, A().m(), A.B().n(), f(1), g(), value, after, fromexec, local_exec(), deletes(), unbound(), shadow(3), error)
