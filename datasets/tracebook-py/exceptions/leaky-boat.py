class Leak(Exception):
    pass


class Storm(Exception):
    pass


def leg(miles, water):
    if miles < 0:
        raise Leak(f"{-miles} holes")
    if miles + water > 12:
        raise Storm
    print("sailed", miles)
    return water + miles


def sail(legs):
    water = 0
    try:
        for miles in legs:
            try:
                water = leg(miles, water)
            except Leak as leak:
                print("patched", leak)
                water += 1
            finally:
                print("log", water)
    except Storm:
        print("turned back")
        return -water
    else:
        print("in harbour")
    finally:
        print("moored")
    return water
