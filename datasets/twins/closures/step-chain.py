def add(number):
    return number + 3


def double(number):
    return number * 2


def flip(number):
    return 1 - number


def both(first, second):
    def joined(number):
        return second(first(number))

    return joined


def chain(start, names):
    table = {"add": add, "double": double, "flip": flip}
    whole = None
    for name in names:
        if whole is None:
            whole = table[name]
        else:
            whole = both(whole, table[name])
    if whole is None:
        return start
    return whole(start)
