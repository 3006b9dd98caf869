def flatten(parcel, depth=1):
    flat = []
    for item in parcel:
        if isinstance(item, (list, tuple)):
            flat.extend(flatten(item, depth + 1))
        else:
            flat.append((depth, item))
    return flat


def unflatten(pairs, depth=1):
    items = []
    while pairs:
        level, item = pairs[0]
        if level < depth:
            break
        if level == depth:
            items.append(item)
            pairs.pop(0)
        else:
            items.append(unflatten(pairs, depth + 1))
    return items
