def find_seat(rows, party, skip=()):
    checked = 0
    for number, row in enumerate(rows):
        if number in skip:
            continue
        run = 0
        for seat, mark in enumerate(row):
            checked += 1
            if mark == ".":
                run += 1
            else:
                run = 0
            if run == party:
                break
        else:
            continue
        return {"row": number, "seat": seat - party + 1, "checked": checked}
    return {"row": None, "seat": None, "checked": checked}
