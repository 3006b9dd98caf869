"""Every way to bind a name."""
a = b = [0]
b.append(1)
c, (d, *e) = 1, (2, 3, 4)
[f, g] = "xy"
a[0], a[1] = a[1], a[0]
h: int = 5
i: str
h += 1
a += [7]
a *= 2
a[1:3] = "pq"
del a[0], c
a[-1] -= 1
t = (a, a)
t[0].append(t[1][0])
if (n := len(a)) > 3 and (m := n - 1):
    a.extend(k for k in range(m))
x, y = y, x = 1, 2
j = [0, 1, 2]
k = 0
k, j[k] = 1, 9
s = {*j, *"ab"}
r = {**{"u": 1}, "v": j}
r["w"], r["v"][0] = r["v"], 0
q = w = None
try:
    c
except NameError as missing:
    q = missing.args[0]
*rest, last = {1: 2, 3: 4}.items()
print(a, d, e, f, g, sorted(map(str, s)), r, q, rest, last, sep="|")
