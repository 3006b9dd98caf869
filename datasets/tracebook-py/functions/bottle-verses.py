def plural(count, thing):
    return f"{count or 'no'} {thing}{'' if count == 1 else 's'}"


def sing(count, thing="bottle", step=1):
    if step < 1:
        print("an endless song")
        return None
    lines = 0
    while count > 0:
        print(plural(count, thing), "on the wall", sep=", ")
        count = max(count - step, 0)
        lines += 1
    else:
        print(plural(count, thing).capitalize(), end="!\n")
    return lines
