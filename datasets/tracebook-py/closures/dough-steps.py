from functools import partial, reduce
from operator import add, mul

STEPS = {
    "double": partial(mul, 2),
    "add3": partial(add, 3),
    "square": lambda number: number ** 2,
    "halve": lambda number: number // 2,
}


def both(first, second):
    return lambda number: second(first(number))


def pipeline(start, names, backwards=False):
    chosen = [STEPS[name] for name in names]
    if backwards:
        chosen.reverse()
    whole = reduce(both, chosen, lambda number: number)
    halfway = reduce(both, chosen[:len(chosen) // 2], lambda number: number)
    return halfway(start), whole(start)
