class Wagon:
    def __init__(self, load, behind=None):
        self.load = load
        self.behind = behind


class Train:
    def __init__(self):
        self.first = None

    def couple(self, load):
        self.first = Wagon(load, self.first)

    def drop(self, load):
        before, wagon = None, self.first
        while wagon is not None and wagon.load != load:
            before, wagon = wagon, wagon.behind
        if wagon is None:
            return
        if before is None:
            self.first = wagon.behind
        else:
            before.behind = wagon.behind

    def turn(self, _):
        turned = None
        while self.first:
            wagon = self.first
            self.first = wagon.behind
            wagon.behind = turned
            turned = wagon
        self.first = turned

    def __iter__(self):
        wagon = self.first
        while wagon:
            yield wagon.load
            wagon = wagon.behind


def shunt(loads, orders):
    train = Train()
    for load in loads:
        train.couple(load)
    states = [list(train)]
    for order, load in orders:
        getattr(train, order)(load)
        states.append(list(train))
    return states
