def share(key):
    if key == 0:
        raise RuntimeError("no key")
    if key < 0:
        raise TypeError("odd key")
    return 12 // key


def door(key, log):
    try:
        log.append("try")
        part = share(key)
        log.append("done")
        return part
    except Exception as fault:
        log.append(str(fault))
    finally:
        log.append("end")
    return 0


def enter(keys):
    log = []
    parts = []
    for key in keys:
        parts.append(door(key, log))
    return [parts, log]
