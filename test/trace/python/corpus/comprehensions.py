"""Comprehensions fold into their statement; what they call does not."""
x = "outer"
rows = [[1, 2], [3, 4]]


def double(v):
    return v * 2


flat = [double(x) for row in rows for x in row if x % 2]
table = {k: [double(v) for v in vs] for k, vs in zip("ab", rows)}
unique = {v % 3 for row in rows for v in row}
grid = [[i * j for j in range(3)] for i in range(2)]
conds = [("even" if v % 2 == 0 else "odd") for v in range(4) if v and v != 2]
last = [y := v for v in range(3)]
kept = any((hit := v) > 2 for row in rows for v in row)
mutated = [row.append(0) for row in rows]


def local(n):
    base = n
    found = [base + k for k in range(n) if base > k]
    inner = [lambda: base + k for k in range(2)]
    total = sum(base for _ in found)
    return found, [f() for f in inner], total


class C:
    size = 2
    items = [i for i in range(size)]
    pairs = list(map(lambda i: i + 1, items))


def names():
    a = 1
    seen = [v for v in "z"]
    return sorted(locals()), [k for k in sorted(vars())], "seen" in dir()


try:
    bad = [1 // v for v in (1, 0)]
except ZeroDivisionError:
    bad = None
print(x, flat, table, unique, grid, conds, last, y, kept, hit, rows, local(2), C.items, C.pairs, names(), bad)
