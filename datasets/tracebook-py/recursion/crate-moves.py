def moves(count, source, target, spare):
    if count == 0:
        return []
    before = moves(count - 1, source, spare, target)
    after = moves(count - 1, spare, target, source)
    return before + [(count, source, target)] + after


def plan(count, source="a", target="c", spare="b"):
    return [f"{crate}:{here}>{there}"
            for crate, here, there in moves(count, source, target, spare)]


def heights(count, source="a", target="c", spare="b"):
    places = {source: list(range(count, 0, -1)), target: [], spare: []}
    history = []
    for crate, here, there in moves(count, source, target, spare):
        assert places[here].pop() == crate
        places[there].append(crate)
        history.append(tuple(len(stack) for stack in places.values()))
    return history
