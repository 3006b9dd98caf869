"""Changes of containers that must be replayed exactly."""
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

P = namedtuple("P", "x y")
xs = list(range(6))
xs.insert(2, "in")
xs.pop()
xs.pop(0)
xs.remove(3)
xs[1:2] = [8, 9, 10]
xs.reverse()
xs.sort(key=str)
xs[0] = xs
xs.clear()
xs += "abc"
xs[0], xs[2] = xs[2], xs[0]
d = {"a": 1, 2: "b", (1, 2): [3]}
d[2] = 5
d["new"] = d
d.pop("a")
d["a"] = 0
d[(1, 2)].append(d)
d[True] = "true"
d[1] = "one"
d[1.0] = "float"
del d["new"]
d.setdefault("s", []).append(1)
d |= {"z": 26}
key, value = d.popitem()
e = dict.fromkeys("ab", [])
e["a"].append(1)
s = {1, "x", (2, 3), None}
s.add(5)
s.discard(1)
s |= {"y", 7}
s ^= {5, 6}
fs = frozenset(s)
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
q.rotate(1)
dd = defaultdict(list)
dd["k"].append(1)
dd["l"]
c = Counter("hello")
c.update("l")
c["q"] -= 1
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
od.pop("b")
p = P(1, [2])
p.y.append(3)
p2 = p._replace(x=9)
ba = bytearray(b"ab")
ba[0] = 90
ba.extend(b"!")
by = bytes(ba)
nested = [[0] * 2 for _ in range(2)]
nested[0][1] = 5
alias = nested[0]
alias[0] = alias
row = [[1]] * 3
row[0].append(2)
big = 2**64
neg = -(2**53) - 1
floats = [0.0, -0.0, float("inf"), float("nan"), 1e300 * 1e10, 0.1]
floats[0] = -0.0
floats[1] = 0
mixed = [1, True, 1.0]
mixed[0], mixed[1], mixed[2] = True, 1.0, 1
empty = (), [], {}, set(), "", b""
for n in range(12):
    xs.append(n)
    if n % 5 == 4:
        xs[-3:-1] = []
        xs.append("five")
print(len(d), key, value, e, len(s), list(q), dict(dd), sorted(c.items()), list(od), p, p2, by, row, big, mixed)
