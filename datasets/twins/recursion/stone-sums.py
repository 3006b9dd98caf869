def search(stones, weight, start, chosen):
    if weight == 0:
        return chosen
    for i in range(start, len(stones)):
        if stones[i] <= weight:
            longer = chosen + [stones[i]]
            found = search(stones, weight - stones[i], i + 1, longer)
            if found is not None:
                return found
    return None


def balance(stones, weight):
    return search(stones, weight, 0, [])
