"""Every kind of statement and expression of Python, once at least. Parsed, never run."""

import os.path as path, sys
from . import sibling
from ..pkg import (one, two as zwei,)
from typing import *


@decorator
@other.decorator(1)
class Thing(Base, metaclass=Meta):
    count: int = 0

    def __init__(self, a, /, b=1, *rest, c, d: "int" = 2, **more) -> None:
        super().__init__()
        self.a = a
        type(self).count = 0
        type(self).count += 1

    async def go(self):
        async with lock as held, other:
            async for item in source():
                await item
        return [x async for x in self]
        # behind the last statement


def generate(n, /):
    global total
    i = yield
    yield i, n
    yield from range(n)
    x = yield n

    def inner():
        nonlocal i
        i += 1
    return


if a := 1: pass; b = 2
elif a < 2 <= 3 != 4:
    del a, b[0], c.d
elif not a is not b not in c:
    assert a, "message"
else:
    # comment before
    raise ValueError("x") from None

for i, (j, *k) in enumerate(things):
    if i: continue
    break
else:
    print(*args, **kwargs, sep="", end=f"{1}")
while True:
    ...
try:
    pass
except (A, B) as error:
    pass
except C:
    pass
else:
    pass
finally:
    pass
try:
    pass
except* Group as many:
    raise
with open("a") as f, (yield_from := g): pass
with (open("a") as f, open("b") as h,):
    pass
match command, 1:
    case [first, *_] | (first, second):
        pass
    case {"key": 1, **rest} if first > 1:
        pass
    case Point(x=0, y=-1) | Point.ORIGIN.origin | None | "text" as whole:
        pass
    case -1.5 + 2j | _:
        pass
x = y = 1
x, *y = 1, *rest
a = b if c else d
f = lambda: 0
g = lambda x, *y, z=1, **w: (yield)
h = {**a, "b": 1}, {1, 2}, {k: v for k, v in a}, {s for s in t}
g2 = (i * 2 for i in range(3) if i if i > 1)
all(i for i in x)
lists = [*f(1), *a.b.c(), *d], [[1, 2][0], x[1:2], x[::3], x[1, 2:3], x[...], x[*y]]
n = -1 ** 2 + ~3 - +4 // 5 % 6 @ 7 << 8 >> 9 & 10 ^ 11 | 12 and 13 or not 14
numbers = 0x1F, 0b1, 0o7, 1_000, 1.5e-3, 2j, 1., .5
texts = b"a", r"\d", 'it''s', "a" "b" f"c{d}", """multi
line""", u"ü", "🐍", Rb"\x"
formatted = f"{x!r:>{width}.{precision}f} {{}} {y=} {z['a']} {'nested'} {lambda_:%H}"
continued = 1 + \
    2
called(a, *b, c=d, **e)(f)[g].h
ünïcode = "é"; 𝑥 = 1
type Alias[T: int, *Ts, **P] = list[T]
def typed[T](x: list[T] | None, *args: *Ts) -> dict[str, T]: ...
async def comp(): return [await y for y in z]
if x:
	tabs = 1
	if y:
	    mixed = 2
