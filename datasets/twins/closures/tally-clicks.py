def counter(step):
    count = 0

    def press():
        nonlocal count
        count += step
        return count

    return press


def click(names):
    red = counter(1)
    blue = counter(10)
    shown = []
    for name in names:
        if name == "red" or name == "all":
            shown.append(red())
        if name == "blue" or name == "all":
            shown.append(blue())
    return shown
