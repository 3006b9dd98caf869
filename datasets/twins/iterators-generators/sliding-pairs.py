def views(items, size):
    view = []
    for item in items:
        view.append(item)
        if len(view) > size:
            view.pop(0)
        if len(view) == size:
            yield view[:]


def windows(items, size):
    sums = []
    for view in views(items, size):
        total = 0
        for item in view:
            total += item
        sums.append(total)
    return sums
