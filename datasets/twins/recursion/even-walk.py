def even(path, place, log):
    if place == len(path):
        return "even"
    log.append("e" + str(path[place]))
    if path[place] % 2 == 0:
        return even(path, place + 1, log)
    return odd(path, place + 1, log)


def odd(path, place, log):
    if place == len(path):
        return "odd"
    log.append("o" + str(path[place]))
    if path[place] % 3 == 0:
        return even(path, place + 1, log)
    return odd(path, place + 1, log)


def walk(path):
    log = []
    end = even(path, 0, log)
    return [end, " ".join(log)]
