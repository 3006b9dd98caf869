"""User operators run as frames; and, or, if-else; comparison chains."""


class V:
    log = []

    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        self.log.append("add")
        return V(self.n + (o.n if isinstance(o, V) else o))

    __radd__ = __add__

    def __iadd__(self, o):
        self.n += o
        return self

    def __bool__(self):
        self.log.append("bool")
        return self.n != 0

    def __lt__(self, o):
        return self.n < o.n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return i

    def __setitem__(self, i, v):
        self.log.append((i, v))

    def __contains__(self, x):
        return x == self.n

    def __call__(self, *a, **k):
        return a, sorted(k)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.n = 0
        return True


v = V(2) + 3
w = 1 + v
v += 10
v[3] = 4
z = V(0) and 1
y = V(0) or V(5)
if V(1) and not V(0):
    chosen = "yes" if V(0) else "no"
k = 1 < 2 < 3 > 2 != 5
low = min([V(3), V(1)]).n
inside = 5 in y, 6 in y
spread = [*y]
called = y(1, b=2)
with V(7) as u:
    u.extra = 1
    raise ValueError("swallowed")
both = 0 or [] or {} or None or "last"
nested = (1 and 2) or (0 and 3)
tern = "a" if nested == 2 else "b" if nested else "c"
print(v.n, w.n, z.n, y.n, chosen, k, low, inside, spread, called, u.n, both, nested, tern, len(V.log))
