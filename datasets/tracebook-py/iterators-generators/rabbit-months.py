from itertools import islice, takewhile


def rabbits(first=1, second=1):
    while True:
        yield first
        first, second = second, first + second


def months(count, **start):
    return list(islice(rabbits(**start), count))


def until(limit):
    small = takewhile(lambda pairs: pairs < limit, rabbits())
    even = [pairs for pairs in small if pairs % 2 == 0]
    return even, sum(even)
