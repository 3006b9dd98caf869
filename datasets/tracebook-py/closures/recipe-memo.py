def remember(limit, function):
    known = {}
    misses = 0

    def asked(*key):
        nonlocal misses
        if key in known:
            known[key] = known.pop(key)
        else:
            misses += 1
            known[key] = function(*key)
            if len(known) > limit:
                known.pop(next(iter(known)))
        return known[key]

    def report():
        return misses, ["+".join(key) for key in known]

    return asked, report


def cook(dishes, limit=2):
    order = []

    def mix(*parts):
        order.extend(reversed(parts))
        return len(order)

    prepare, report = remember(limit, mix)
    numbers = [prepare(*dish.split()) for dish in dishes]
    return numbers, "".join(order), report()
