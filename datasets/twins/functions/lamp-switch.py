def toggle(lamps, presses):
    missed = 0
    for press in presses:
        if press >= len(lamps):
            print(f"no lamp {press}")
            missed += 1
            continue
        for near in [press - 1, press, press + 1]:
            if 0 <= near < len(lamps):
                lamps[near] = not lamps[near]
    lit = 0
    for lamp in lamps:
        if lamp:
            lit += 1
    print(f"{lit} lit")
    return {"lamps": lamps, "lit": lit, "missed": missed}
