class Lost(Exception):
    pass


def house(street, number):
    if number < 0:
        raise ValueError(f"house {number}")
    if street == "fir" and number > 5:
        raise TypeError("no such side")
    return street + str(number)


def deliver(street, number):
    try:
        return house(street, number)
    except ValueError as fault:
        raise Lost(f"lost: {fault}") from fault


def post(letters):
    log = []
    for street, number in letters:
        log.append(deliver(street, number))
    return log
