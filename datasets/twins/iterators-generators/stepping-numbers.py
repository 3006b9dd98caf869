def steps(start, size):
    place = start
    while True:
        yield place
        place = (place + size) % 11


def collect(start, size, count):
    seen = []
    if count == 0:
        return seen
    for place in steps(start, size):
        seen.append(place)
        if len(seen) == count:
            break
    return seen
