from dataclasses import dataclass


@dataclass
class Square:
    side: int


@dataclass
class Strip:
    width: int
    length: int


@dataclass
class Pond:
    radius: int
    fish: tuple = ()


KINDS = {"square": Square, "strip": Strip, "pond": Pond}


def fence(bed):
    match bed:
        case Square(side=0):
            return 0
        case Square(side):
            return 4 * side
        case Strip(width, length) if width == length:
            return fence(Square(width))
        case Strip(width=width, length=length):
            return 2 * (width + length)
        case Pond(radius=int() as radius):
            return 6 * radius


def measure(rows):
    beds = [KINDS[kind](*sizes) for kind, *sizes in rows]
    total = 0
    for bed in beds:
        total += (around := fence(bed))
        if around > 12:
            print(f"{bed}: {around}")
    return total, [type(bed).__name__[0] for bed in beds]
