def stall(name, stock):
    sold = 0
    while sold < stock:
        sold += 1
        request = yield f"{name}{sold}"
        if request == "close":
            return f"{name} shut with {stock - sold} left"
    return f"{name} sold out"


def market(stock, closing=None):
    stalls = [stall(*row) for row in stock.items()]
    sales, endings = [], []
    started = set()
    turn = 0
    while stalls:
        current = stalls.pop(0)
        turn += 1
        message = None
        if closing is not None and turn > closing and current in started:
            message = "close"
        try:
            sales.append(current.send(message))
        except StopIteration as end:
            endings.append(end.value)
        else:
            started.add(current)
            stalls.append(current)
    return sales, endings, turn
