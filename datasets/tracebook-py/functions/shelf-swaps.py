def swap(row, left, right):
    row[left], row[right] = row[right], row[left]


def arrange(books, swaps):
    row = list(books)
    moved = set()
    for left, right in swaps:
        swap(row, left, right)
        if left != right:
            moved.add(left % len(row))
            moved.add(right % len(row))
    settled = [
        place for place, book in enumerate(row)
        if place in moved and book == books[place]
    ]
    return "".join(row), sorted(moved), settled
