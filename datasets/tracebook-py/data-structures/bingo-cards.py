def play(cards, draws):
    open_numbers = [set(card) for card in cards]
    wanted = set().union(*cards) | {0}
    called = {0}
    for turn, number in enumerate(draws, 1):
        called.add(number)
        if number not in wanted:
            continue
        for numbers in open_numbers:
            numbers -= called
        if winners := [place for place, numbers in enumerate(open_numbers)
                       if not numbers]:
            break
    else:
        missing = sorted(wanted - called)
        return {"winners": [], "turn": None, "missing": missing}
    untouched = sum(called.isdisjoint(card) for card in cards)
    return {"winners": winners, "turn": turn, "untouched": untouched}
