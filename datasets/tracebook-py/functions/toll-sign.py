def toll(axles, /, kind="car", *notes, heavy=False):
    base = {"car": 2, "bus": 5}.get(kind, 3)
    cost = base * axles if not heavy else base * axles + 10
    return cost - len(notes)


def sign(*given, **named):
    try:
        cost = toll(*given, **named)
    except TypeError:
        return "unclear"
    free = cost <= 4 < given[0] * 2
    bands = [low for low in range(0, 40, 10) if low <= cost < low + 10]
    return cost, free, bands
