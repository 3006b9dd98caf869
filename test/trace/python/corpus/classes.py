"""Classes: attributes, properties, slots, super, metaclasses, mangling."""


class Meta(type):
    made = []

    def __new__(mcls, name, bases, space, **extra):
        cls = super().__new__(mcls, name, bases, space)
        mcls.made.append((name, sorted(extra)))
        return cls

    def __init__(cls, name, bases, space, **extra):
        super().__init__(name, bases, space)

    def __call__(cls, *args):
        made = super().__call__(*args)
        made.marked = True
        return made


class Base(metaclass=Meta, flag=1):
    """Docs."""

    count = 0
    shared = []

    def __init__(self, x):
        self.__x = x
        Base.count += 1
        type(self).shared.append(x)

    @property
    def x(self):
        return self.__x

    @x.setter
    def x(self, value):
        self.__x = value * 2

    @classmethod
    def of(cls, *xs):
        return [cls(x) for x in xs]

    @staticmethod
    def twice(v):
        return v + v

    def __repr__(self):
        return f"{type(self).__name__}({self.__x})"

    def __eq__(self, other):
        return isinstance(other, Base) and self.__x == other.__x

    def __hash__(self):
        return hash(self.__x)


class Derived(Base):
    __private = "p"
    if True:
        chosen = [c for c in "ab"]
    for letter in "xy":
        pass

    def __init__(self, x):
        super().__init__(x + 1)
        self.extra = {"k": self.__private}

    @property
    def x(self):
        return super().x + 100


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = [1]

    def fill(self):
        self.b = self.a
        self.a.append(2)
        del self.a


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, [value])

    def __delattr__(self, name):
        print("gone", name)
        object.__delattr__(self, name)


b = Base(3)
b.x = 4
d = Derived(5)
many = Base.of(1, 2)
s = Slotted()
s.fill()
dyn = Dynamic()
dyn.v = 1
got = dyn.get_it()
del dyn.v
b.__dict__["added"] = 1
d.__class__ = Base
pairs = {Base(1): "one", Base(1): "other"}
print(b, b.x, d, d.x, many, Base.count, Base.shared, Meta.made, hasattr(s, "a"), s.b, got, Base.twice("z"), len(pairs))
print(Derived.chosen, Derived.letter, Derived.__mro__[1].__name__, Base.__doc__, Base.x.__doc__)
