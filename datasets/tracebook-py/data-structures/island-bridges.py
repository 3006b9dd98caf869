def lands(islands, bridges):
    leader = list(range(islands))
    size = [1] * islands

    def find(island):
        while leader[island] != island:
            leader[island] = leader[leader[island]]
            island = leader[island]
        return island

    spare = []
    for bridge in bridges:
        one, other = map(find, bridge)
        if one == other:
            spare.append(bridge)
            continue
        if size[one] < size[other]:
            one, other = other, one
        leader[other] = one
        size[one] += size[other]
    sizes = sorted((size[i] for i in range(islands) if find(i) == i),
                   reverse=True)
    return sizes, spare
