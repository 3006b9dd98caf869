def ways(amount, coins, limit=None):
    if amount == 0:
        return [()]
    if not coins or limit == 0:
        return []
    coin, *smaller = coins
    found = []
    if coin <= amount:
        fewer = None if limit is None else limit - 1
        for rest in ways(amount - coin, coins, fewer):
            found.append((coin, *rest))
    found.extend(ways(amount, tuple(smaller), limit))
    return found
