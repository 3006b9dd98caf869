def kettle(states):
    print("switched on")
    for state in states:
        print("feels", state)
        yield state[0].upper()
        if state == "hot":
            print("whistles")
            return
    print("never boiled")


def boil(states, sips=2):
    water = kettle(states)
    print("cup ready")
    tasted = [next(water, "?") for _ in range(sips)]
    print("talk")
    rest = "".join(water)
    return "".join(tasted), rest, list(water)
