def tap(drops, log):
    try:
        for drop in drops:
            log.append("give " + drop)
            yield drop
        log.append("dry")
    finally:
        log.append("shut")


def drink(drops, most):
    log = []
    cup = []
    stream = tap(drops, log)
    for drop in stream:
        if drop == "rust" or len(cup) == most:
            stream.close()
            break
        cup.append(drop)
    log.append("end")
    return [cup, log]
