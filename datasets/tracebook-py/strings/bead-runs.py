from itertools import groupby


def shorten(beads):
    short = ""
    for bead, run in groupby(beads):
        length = sum(1 for _ in run)
        short += bead if length == 1 else f"{length}{bead}"
    return short


def lengthen(short):
    beads = []
    count = ""
    for sign in short:
        if sign.isdigit():
            count += sign
            continue
        beads.append(sign * int(count or 1))
        count = ""
    return "".join(beads)
