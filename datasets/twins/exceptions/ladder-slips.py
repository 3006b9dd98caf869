class Slip(Exception):
    pass


def rung(states, attempt):
    if attempt >= len(states):
        raise Slip("no rung")
    if states[attempt] == 1:
        raise Slip(f"slip {attempt}")
    return states[attempt] + 1


def climb(states, limit):
    slips = []
    for attempt in range(limit):
        try:
            height = rung(states, attempt)
            return [height, slips]
        except Slip as slip:
            slips.append(str(slip))
    raise ValueError(f"gave up after {len(slips)}")
