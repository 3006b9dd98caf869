class Overdrawn(Exception):
    pass


def pay(till, amount):
    till["coins"] += amount
    if till["coins"] < 0:
        raise Overdrawn(f"{till['coins']} coins")


def book(amounts):
    till = {"coins": 0}
    booked = 0
    for amount in amounts:
        saved = till["coins"]
        try:
            pay(till, amount)
            booked += 1
        except Overdrawn as fault:
            print(f"undo {amount}: {fault}")
            till["coins"] = saved
    return [till["coins"], booked]
