PLACES = {
    "attic": {"hat": "box 3", "lamp": "beam"},
    "cellar": {"jam": "shelf"},
}


def look(place, thing):
    try:
        return PLACES[place][thing]
    except KeyError as fault:
        fault.args = (*fault.args, place)
        raise


def find(place, thing):
    try:
        return look(place, thing)
    except LookupError as fault:
        what, where = fault.args
        if what == where:
            raise RuntimeError(f"there is no {where}") from fault
        others = [name for name, things in PLACES.items() if name != where]
        for other in others:
            try:
                return other, look(other, thing)
            except KeyError:
                pass
        return None


def trail(place, thing):
    try:
        found = find(place, thing)
    except RuntimeError as fault:
        inner = fault.__context__
        return str(fault), inner is fault.__cause__, inner.args
    return found, None
