class Wagon:
    def __init__(self, load, behind):
        self.load = load
        self.behind = behind


def couple(loads):
    first = None
    for load in loads:
        first = Wagon(load, first)
    return first


def drop(wagon, load):
    if wagon is None:
        return None
    if wagon.load == load:
        return wagon.behind
    wagon.behind = drop(wagon.behind, load)
    return wagon


def shunt(loads, dropped):
    first = couple(loads)
    for load in dropped:
        first = drop(first, load)
    left = []
    while first is not None:
        left.append(first.load)
        first = first.behind
    return left
