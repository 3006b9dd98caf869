"""Subclasses of built-in types, with hostile special methods that recording must not call."""


class L(list):
    def __iter__(self):
        raise RuntimeError("iter")

    def __len__(self):
        raise RuntimeError("len")

    def __getitem__(self, i):
        raise RuntimeError("getitem")

    def __repr__(self):
        raise RuntimeError("repr")

    def __eq__(self, other):
        raise RuntimeError("eq")

    __hash__ = None


class D(dict):
    def __getitem__(self, k):
        return "hidden"

    def items(self):
        raise RuntimeError("items")

    keys = values = __iter__ = __len__ = items

    def __missing__(self, k):
        return k


class S(str):
    def __str__(self):
        raise RuntimeError("str")

    def __hash__(self):
        return 5

    def __eq__(self, other):
        return False


class N(int):
    def __int__(self):
        raise RuntimeError("int")

    __index__ = __repr__ = __int__


class E(Exception):
    def __str__(self):
        raise RuntimeError("str")

    __repr__ = __str__

    @property
    def args(self):
        raise RuntimeError("args")


class Evil:
    def __getattribute__(self, name):
        if name == "__class__":
            return int
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError("eq")

    def __hash__(self):
        raise RuntimeError("hash")

    def __bool__(self):
        raise RuntimeError("bool")


class Meta(type):
    @property
    def __name__(cls):
        raise RuntimeError("name")

    @property
    def __mro__(cls):
        raise RuntimeError("mro")

    def __eq__(cls, other):
        raise RuntimeError("eq")

    def __hash__(cls):
        return 3

    def __instancecheck__(cls, other):
        raise RuntimeError("instance")


class Odd(metaclass=Meta):
    __dict__ = property(lambda self: 1 / 0)


class Tuple(tuple):
    def __new__(cls, *xs):
        made = super().__new__(cls, xs)
        made.note = "n"
        return made


l = L([1, 2])
list.append(l, l)
d = D(a=[1])
dict.__setitem__(d, "b", d)
s = S("text")
n = N(2**70)
e = E("x", 1)
evil = Evil()
object.__setattr__(evil, "inside", [evil])
holder = [evil, l, d]
holder[0] = evil
holder.append(e)
odd = Odd()
t = Tuple(1, [2])
t.note = "m"
t[1].append(t)
keys = {s: 1}
try:
    raise e
except E as caught:
    same = caught is e
print(list.__len__(l), dict.__len__(d), len(holder), same, t.note)
