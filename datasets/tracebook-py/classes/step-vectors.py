class Step:
    __slots__ = ("east", "north")

    def __init__(self, east, north):
        self.east, self.north = east, north

    def __add__(self, other):
        return Step(self.east + other.east, self.north + other.north)

    def __neg__(self):
        return Step(-self.east, -self.north)

    def __mul__(self, times):
        if not isinstance(times, int):
            return NotImplemented
        return Step(self.east * times, self.north * times)

    __rmul__ = __mul__

    def __eq__(self, other):
        return (self.east, self.north) == (other.east, other.north)

    def __abs__(self):
        return abs(self.east) + abs(self.north)

    def __bool__(self):
        return bool(self.east or self.north)

    def __repr__(self):
        return f"<{self.east:+d}{self.north:+d}>"


def walk(*pairs):
    place = sum((Step(*pair) for pair in pairs), Step(0, 0))
    way = sum(abs(Step(*pair)) for pair in pairs)
    home = -place
    return repr(place), way, abs(home), place + home == Step(0, 0), bool(place)


def stretch(pair, times):
    step = Step(*pair)
    return [repr(step * times), repr(2 * step), step * times == times * step]
