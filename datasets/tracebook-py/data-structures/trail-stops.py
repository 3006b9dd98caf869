from collections import namedtuple

Stop = namedtuple("Stop", "name height walked")


def summary(rows):
    stops = [Stop(*row) for row in rows]
    if not stops:
        raise LookupError("a trail without stops")
    climbed = sum(
        max(0, after.height - before.height)
        for before, after in zip(stops, stops[1:])
    )
    highest = max(stops, key=lambda stop: stop.height)
    way = {stop.name: stop.walked for stop in stops if stop.walked}
    return highest.name, climbed, sum(way.values()), way


def raise_all(rows, metres):
    raised = []
    for stop in map(Stop._make, rows):
        changed = stop._replace(height=stop.height + metres)
        raised.append(changed)
        if changed.height > 500:
            raised.append(changed._replace(name=changed.name.upper()))
    return raised
