def merge(left, right):
    merged = []
    crossings = 0
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            crossings += len(left) - i
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:], crossings


def sort_hand(cards):
    if len(cards) < 2:
        return cards, 0
    middle = len(cards) // 2
    left, in_left = sort_hand(cards[:middle])
    right, in_right = sort_hand(cards[middle:])
    merged, between = merge(left, right)
    return merged, in_left + in_right + between
