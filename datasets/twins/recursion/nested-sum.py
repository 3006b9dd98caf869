def weigh(box, depth=1):
    total = 0
    for item in box:
        if isinstance(item, list):
            total += weigh(item, depth + 1)
        else:
            total += item * depth
    return total
