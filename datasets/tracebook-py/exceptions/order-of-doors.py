def open_door(key, log):
    try:
        log.append("t")
        share = 10 // key
    except ZeroDivisionError:
        log.append("z")
        share = None
    except TypeError:
        log.append("y")
        return "jammed"
    else:
        log.append("e")
    finally:
        log.append("f")
    return share


def doors(keys):
    log = []
    shares = [open_door(key, log) for key in keys]
    return shares, "".join(log)


def way_out(kind):
    steps = []
    for attempt in range(3):
        try:
            steps.append(attempt)
            if kind == "return" and attempt == 1:
                return steps
            if kind == "raise":
                raise KeyError(kind)
        except KeyError:
            continue
        finally:
            steps.append("end")
            if attempt == 2:
                break
    return steps
