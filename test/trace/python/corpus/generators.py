"""Generators: send, throw, close, delegation, abandonment."""


def numbers(n):
    """Yields and listens."""
    got = []
    try:
        for i in range(n):
            try:
                heard = yield i
                got.append(heard)
            except ValueError as e:
                got.append(str(e))
                yield "caught"
    finally:
        log.append(("closed", got))
    return "done"


def delegate(n):
    result = yield from numbers(n)
    log.append(result)
    yield from [7, 8]
    return (yield)


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


def squares():
    n = 0
    while True:
        n += 1
        yield n * n


log = []
g = numbers(3)
first = next(g)
second = g.send("hello")
third = g.throw(ValueError("boo"))
fourth = next(g)
g.close()
d = delegate(2)
out = list(d)
order = list(walk((((), 1, ()), 2, ((), 3, ()))))
taken = []
for s in squares():
    if s > 20:
        break
    taken.append(s)
lazy = (x * y for x in range(3) for y in range(x) if x)
total = sum(lazy)
pairs = dict(zip("ab", numbers(5)))
exhausted = next(iter(()), "none")
h = numbers(1)
next(h)
try:
    next(h)
except StopIteration as stop:
    value = stop.value


def bad():
    yield 1
    raise StopIteration("inside")


try:
    list(bad())
except RuntimeError as e:
    converted = type(e.__cause__).__name__
both = [a + b for a, b in zip(numbers(2), squares())]
print(first, second, third, fourth, out, order, taken, total, pairs, exhausted, value, converted, both)
print(log)
