def board(items, width=20, fill="."):
    lines = []
    total = 0
    for name, price in items:
        total += price
        amount = f"{price:.2f}"
        room = width - len(amount) - 1
        if len(name) > room:
            name = name[:room - 1] + "~"
        lines.append(f"{name:{fill}<{room}} {amount}")
    lines.append("=" * width)
    lines.append(f"{len(items):03d}{total:>{width - 3}.2f}")
    return lines
