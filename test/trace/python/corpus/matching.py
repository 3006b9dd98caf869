"""Structural pattern matching."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def what(thing):
    match thing:
        case 0 | 1 as small:
            return "small", small
        case int(n) if n < 0:
            return "negative", n
        case [a, *rest] if len(rest) > 1:
            return "list", a, rest
        case (a, b):
            return "pair", a, b
        case {"k": v, **others}:
            return "map", v, others
        case Point(x=0, y=yy):
            return "axis", yy
        case Point(xx, yy):
            return "point", xx, yy
        case str():
            return ("text",)
        case None:
            pass
        case _:
            return ("other",)
    return ("fell out",)


def loops(commands):
    out = []
    for command in commands:
        match command.split():
            case ["go", where]:
                out.append(where)
            case ["stop"]:
                break
            case ["skip", *_]:
                continue
        out.append("|")
    return out


match [1, 2]:
    case [first, second]:
        third = first + second
print([what(t) for t in (1, -5, [1, 2, 3], (1, 2), {"k": 1, "z": 2}, Point(0, 3), Point(2, 3), "s", None, 2.5)])
print(loops(["go a", "skip x", "go b", "stop", "go c"]), third)
