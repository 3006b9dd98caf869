class Boat:
    def __init__(self, crew):
        self.crew = crew

    def speed(self):
        return 3 + self.crew


class Sloop(Boat):
    def speed(self):
        return super().speed() * 2


class Ferry(Boat):
    def __init__(self, crew):
        super().__init__(crew + 1)
        self.cars = crew * 2

    def speed(self):
        return max(1, super().speed() - self.cars)


def build(kind, crew):
    if kind == "sloop":
        return Sloop(crew)
    if kind == "ferry":
        return Ferry(crew)
    return Boat(crew)


def sail(fleet):
    speeds = []
    for kind, crew in fleet:
        boat = build(kind, crew)
        speeds.append(boat.speed())
    return speeds
