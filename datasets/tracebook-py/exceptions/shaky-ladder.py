class Slip(Exception):
    pass


class Fall(Exception):
    def __init__(self, height):
        self.height = height
        super().__init__(height)


def rung(states, attempt):
    state = states[attempt]
    if state == 1:
        raise Slip(f"slip {attempt}")
    if state == 2:
        raise Fall(attempt * 2)
    return "top"


def climb(states, limit=3):
    slips = []
    for attempt in range(limit):
        try:
            result = rung(states, attempt)
        except Slip as slip:
            slips.append(str(slip))
            last = slip
        except (Fall, IndexError) as fall:
            return slips, getattr(fall, "height", "no ladder")
        else:
            return slips, result
    raise last
