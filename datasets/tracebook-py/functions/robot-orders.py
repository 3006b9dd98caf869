TURNS = {"left": 1, "right": -1}
HEADINGS = [(1, 0), (0, 1), (-1, 0), (0, -1)]


def drive(orders):
    x = y = 0
    facing = 0
    notes = []
    for order in orders:
        match order:
            case "stop":
                break
            case ("go", int(steps)) if steps >= 0:
                dx, dy = HEADINGS[facing]
                x, y = x + dx * steps, y + dy * steps
            case ("turn", "left" | "right" as side):
                facing = (facing + TURNS[side]) % 4
            case ("jump", across, up):
                x, y = x + across, y + up
            case {"say": words}:
                notes.append(words)
            case [word, *rest]:
                notes.append(f"{word}?{len(rest)}")
            case _:
                raise TypeError(f"not an order: {order!r}")
    return (x, y), HEADINGS[facing], notes
