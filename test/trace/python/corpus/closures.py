"""Cells, nonlocal, global, defaults, late binding."""
total = 0


def counter(start=0, *, step=1):
    count = start

    def bump(by=None):
        nonlocal count
        global total
        count += step if by is None else by
        total += 1
        return count

    def peek():
        return count

    return bump, peek


bump, peek = counter(10, step=5)
bump()
bump(by=-1)
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
values = [f() for f in late] + [f() for f in early]


def shared(box=[]):
    box.append(len(box))
    return box


first = shared()
second = shared()


def outer():
    x = 1

    class Inner:
        x = 2
        seen = x

        def get(self):
            return x

        pick = lambda self: x

    def change():
        nonlocal x
        x = 3

    change()
    return Inner.seen, Inner().get(), Inner().pick(), x


def make():
    global born
    born = ["here"]
    return lambda f: lambda g: (f, g, born)


print(peek(), total, values, first is second, outer(), make()(1)(2), born)
