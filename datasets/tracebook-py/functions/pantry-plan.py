Stock = dict[str, int]

NEEDS: dict[str, Stock] = {
    "rice": {"rice": 1},
    "beans": {"beans": 2, "rice": 1},
    "cake": {"flour": 2, "egg": 1},
}


def lacking(dish: str, stock: Stock) -> str | None:
    for item, amount in NEEDS[dish].items():
        if stock.get(item, 0) < amount:
            return item
    return None


def plan(wishes: list[str], stock: Stock) -> tuple[list[str], Stock]:
    menu: list[str] = []
    while wishes and (missing := lacking(wishes[0], stock)) is None:
        dish = wishes.pop(0)
        menu.append(dish)
        for item, amount in NEEDS[dish].items():
            stock[item] -= amount
    left = {item: amount for item, amount in stock.items() if amount}
    if wishes:
        menu.append(f"no {wishes[0]}: {missing}")
    return menu, left
