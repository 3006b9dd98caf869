def rounds(order):
    if sorted(order) != list(range(len(order))):
        return None
    start = list(range(len(order)))
    places = start
    count = 0
    while True:
        places = [places[step] for step in order]
        count += 1
        if places == start:
            return count


def path_of(order, dancer):
    path = [dancer]
    while (following := order[path[-1]]) != dancer:
        path.append(following)
    return path
