class Pot:
    def __init__(self, size):
        self.size = size
        self.honey = 0

    def fill(self, spoons):
        self.honey = min(self.size, self.honey + spoons)
        return self.honey

    def eat(self, spoons):
        if spoons > self.honey:
            return -1
        self.honey -= spoons
        return self.honey


def use(events):
    pot = Pot(8)
    levels = []
    for kind, spoons in events:
        if kind == "fill":
            levels.append(pot.fill(spoons))
        else:
            levels.append(pot.eat(spoons))
    return levels
