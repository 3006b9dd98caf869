from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def running(machine, log):
    if machine == "fire":
        raise OSError("no fire on stage")
    log.append(f"+{machine}")
    try:
        yield len(machine)
    except KeyboardInterrupt:
        log.append(f"!{machine}")
        raise
    finally:
        log.append(f"-{machine}")


def stage(machines):
    log = []
    power = 0
    with suppress(OSError, KeyboardInterrupt), ExitStack() as stack:
        stack.callback(log.append, "dark")
        for machine in machines:
            if machine == "cancel":
                raise KeyboardInterrupt
            power += stack.enter_context(running(machine, log))
        log.append("show")
        kept = stack.pop_all()
        log.append("pause")
        kept.close()
    return power, log
