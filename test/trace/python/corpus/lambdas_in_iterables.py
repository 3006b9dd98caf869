"""Lambdas in what a comprehension goes through, where Python has no assignment expression."""
rows = [3, 1, 2]
scale = 2


def ranked(values):
    step = 2
    first = [x for x in sorted(values, key=lambda z, w=3: -z * step + w) if (lambda q: q > 1)(x)]
    table = {x: v for x in first for v in map(lambda t: (t, [u for u in filter(lambda p: p != t, values)]), values)}
    return first, table, list(w for w in (lambda: (yield step))())


class Shelf:
    order = [v for v in sorted(rows, key=lambda v: -v * scale)]

    def pick(self):
        return {v for v in filter(lambda v: v in self.order and (lambda: v > 1)(), self.order)}


try:
    broken = [v for v in map(lambda v: 1 // (v - 1), rows)]
except ZeroDivisionError as error:
    broken = type(error).__name__
print(ranked(rows), Shelf.order, Shelf().pick(), broken)
