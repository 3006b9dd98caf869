class Overdrawn(Exception):
    """Somebody would owe the till."""


class NoEffect(Overdrawn):
    """Nothing would change hands."""


def move(accounts, giver, taker, amount):
    if amount == 0:
        raise NoEffect(giver)
    accounts[giver] -= amount
    accounts[taker] += amount
    if accounts[giver] < 0:
        raise Overdrawn(giver, -accounts[giver])


def book(accounts, moves):
    saved = dict(accounts)
    try:
        for entry in moves:
            move(accounts, *entry)
    except NoEffect:
        return "nothing moved"
    except Overdrawn as fault:
        accounts.update(saved)
        giver, missing = fault.args
        return f"{giver} lacks {missing}", accounts
    except KeyError as unknown:
        accounts.clear()
        accounts.update(saved)
        return f"who is {unknown}", accounts
    return "booked", accounts
