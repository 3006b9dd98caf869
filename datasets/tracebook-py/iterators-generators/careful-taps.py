def tap(drops, log):
    log.append("open")
    try:
        for drop in drops:
            try:
                yield drop
            except ValueError as fault:
                log.append(f"fault {fault}")
                yield "again"
    finally:
        log.append("shut")


def pour(drops, wanted):
    log = []
    source = tap(drops, log)
    cup = []
    for drop in source:
        if len(cup) >= wanted:
            break
        cup.append(drop)
        if drop == "fault":
            cup.append(source.throw(ValueError("drip")))
    source.close()
    return cup, log
