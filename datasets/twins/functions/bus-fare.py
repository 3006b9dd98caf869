def price(zones):
    if zones == 0:
        return 0
    return 2 + zones


def fare(rides, limit):
    total = 0
    free = 0
    for zones in rides:
        cost = price(zones)
        if total + cost > limit:
            free += 1
            cost = limit - total
        total += cost
    return [total, free]
