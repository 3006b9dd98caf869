"""The future stays first."""
from __future__ import annotations

import dataclasses
import enum
import typing


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()

    @property
    def nice(self):
        return self.name.lower()


class Flag(enum.IntFlag):
    A = 1
    B = 2


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list[Later] = dataclasses.field(default_factory=list)

    def __post_init__(self):
        self.tags.append(self.name)

    @property
    def cost(self) -> Undefined:
        return self.price * 2


@dataclasses.dataclass(frozen=True)
class Fixed:
    a: int
    b: typing.Optional[Fixed] = None


T = typing.TypeVar("T")


class Stack(typing.Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


i = Item("pen")
j = Item("cap", 3.0)
i.price = 2.0
f = Fixed(1, Fixed(2))
try:
    f.a = 5
except dataclasses.FrozenInstanceError as e:
    frozen = type(e).__name__
s = Stack()
s.push(f)
r = dataclasses.replace(i, name="ink")
print(i, j > i, f, frozen, r.tags, Color.GREEN.nice, Color(1), (Flag.A | Flag.B).value, Item.__annotations__, s.items[0] is f)
