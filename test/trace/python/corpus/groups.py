"""Notes on values of library types."""
import datetime
import decimal
import fractions
import itertools
import re
import types

when = datetime.date(2020, 2, 29)
later = when + datetime.timedelta(days=1)
price = decimal.Decimal("1.10") + 2
third = fractions.Fraction(1, 3) * 2
match = re.search(r"(\d+)", "ab12")
space = types.SimpleNamespace(a=1)
space.b = [space.a]
space.b.append(2)
count = itertools.count(3)
got = [next(count), next(count)]
window = range(2, 10, 3)
cut = slice(1, 3)
part = "abcdef"[cut]
comp = 1 + 2j
view = {1: 2}.keys()
kinds = [int, type, len, "".join, [].append, None, NotImplemented, ...]
bound = got.append
bound(9)
partial = list(map(str, window))
zipped = list(zip(got, itertools.repeat("r")))
rx = re.compile("a+").sub("b", "caat")
print(later, price, third, match.group(1), space, got, list(window), part, comp, list(view), len(kinds), zipped, rx)
