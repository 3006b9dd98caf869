def compare(*rolls):
    clubs = [set(roll.split()) for roll in rolls]
    everyone = set().union(*clubs)
    always = set(everyone)
    for club in clubs:
        always &= club
    once = everyone.copy()
    for number, club in enumerate(clubs):
        for other in clubs[number + 1:]:
            once -= club & other
    return {
        "all": sorted(everyone),
        "always": sorted(always),
        "once": sorted(once),
        "first only": sorted(clubs[0].difference(*clubs[1:])),
        "nested": any(a < b or b < a for a in clubs for b in clubs),
    }
