class Gate:
    def __init__(self):
        self.state = "shut"
        self.coins = 0

    def event(self, name):
        if name == "coin" and self.state != "broken":
            self.coins += 1
            self.state = "open"
        if name == "push" and self.state == "open":
            self.state = "shut"
            return "through"
        if name == "kick" and self.state == "shut":
            self.state = "broken"
        return self.state


def operate(names):
    gate = Gate()
    seen = []
    for name in names:
        seen.append(gate.event(name))
    return {"seen": seen, "coins": gate.coins, "state": gate.state}
