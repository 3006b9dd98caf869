def count(stairs, steps, memo):
    if stairs == 0:
        return 1
    if stairs in memo:
        return memo[stairs]
    total = 0
    for step in steps:
        if step <= stairs:
            total += count(stairs - step, steps, memo)
    memo[stairs] = total
    return total


def ways(stairs, steps):
    memo = {}
    total = count(stairs, steps, memo)
    return [total, len(memo)]
