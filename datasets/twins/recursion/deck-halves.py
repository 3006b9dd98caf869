def merge(left, right):
    merged = []
    i = 0
    j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def sort(deck):
    if len(deck) < 2:
        return deck
    middle = len(deck) // 2
    left = sort(deck[:middle])
    right = sort(deck[middle:])
    return merge(left, right)
