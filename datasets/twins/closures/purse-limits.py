def purse(coins):
    refused = 0

    def put(amount):
        nonlocal coins
        coins += amount
        return coins

    def take(amount):
        nonlocal coins, refused
        if amount > coins:
            refused += 1
            return -refused
        coins -= amount
        return coins

    return [put, take]


def spend(coins, events):
    put, take = purse(coins)
    seen = []
    for kind, amount in events:
        if kind == "in":
            seen.append(put(amount))
        else:
            seen.append(take(amount))
    return seen
