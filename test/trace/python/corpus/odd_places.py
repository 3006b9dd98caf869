"""Semicolons, one-liners, strings over lines, conditions in odd places."""
a = 1; b = 2; c = a + b
if a: b = 3; c += 1
while c > 4: c -= 1
for z in "ab": print(z, end=" "); d = z
def one(x): return x + 1
def two(): pass; return None
class K: v = 1; w = v + 1
text = f"{a + 1!r:>{b}} {'x' if a else 'y'} {(lambda q: q * 2)(3)} {[i for i in range(2)]}"
more = f"""
{a and b}
{one(
    a
)}"""
long = (a +
        b
        * c)
call = one(
    one(
        a
    )
)
back = a + \
    b
lst = [
    one(1),
    one(2),
]
...
"a string in between"
pass
if not a: pass
elif b > 2 and c: e = "elif"
else: e = "else"
if a == 5:
    pass
elif a == 6:
    pass
elif a == 1:
    found = "third"
try: one("x")
except TypeError: f = "type"
finally: g = 1
with open.__class__ and __import__("contextlib").nullcontext(5) as h: i = h
x = y = (yield_ := [1])
é = "unicode name"; ü = é + "😀"; after = len(ü)
assert (lambda: True)(), "never"
del a
global_ = [n for n in dir() if n in ("b", "K", "one")]
print(text, more, long, call, back, lst, e, found, f, g, i, x is y, after, two(), K.w, global_)
