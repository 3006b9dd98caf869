def source(fish, log):
    for weight in fish:
        log.append(f"see {weight}")
        yield weight


def keep(stream, least, log):
    for weight in stream:
        if weight >= least:
            log.append(f"keep {weight}")
            yield weight


def take(stream, count):
    if count > 0:
        for weight in stream:
            yield weight
            count -= 1
            if count == 0:
                return


def river(fish, count):
    log = []
    stream = take(keep(source(fish, log), 5, log), count)
    doubled = (weight * 2 for weight in stream)
    log.append("start")
    basket = list(doubled)
    return basket, log
