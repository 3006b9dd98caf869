from collections import defaultdict


def restock(deliveries):
    shelves = defaultdict(lambda: defaultdict(int))
    for shelf, goods, amount in deliveries:
        shelves[shelf][goods] += amount
        if shelves[shelf][goods] < 0:
            print(f"{shelf}: {goods} is owed")
    totals = {}
    for shelf, stock in shelves.items():
        print(shelf, *(f"{goods}*{stock[goods]}" for goods in stock))
        for goods, amount in stock.items():
            totals[goods] = totals.get(goods, 0) + amount
    empty = [goods for goods in totals if not totals[goods]]
    for goods in empty:
        del totals[goods]
    return totals, "b" in shelves, len(shelves["z"])
