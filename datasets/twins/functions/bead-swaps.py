def swap(beads, left, right):
    held = beads[left]
    beads[left] = beads[right]
    beads[right] = held


def rearrange(text, swaps):
    beads = list(text)
    moved = 0
    for left, right in swaps:
        if left >= len(beads) or right >= len(beads):
            continue
        if beads[left] != beads[right]:
            moved += 1
        swap(beads, left, right)
    return ["".join(beads), moved]
