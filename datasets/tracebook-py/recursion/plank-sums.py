def best(planks, start=0, memo=None):
    if memo is None:
        memo = {}
    if start >= len(planks):
        return 0, ()
    if start in memo:
        return memo[start]
    skipped_weight, skipped = best(planks, start + 1, memo)
    taken_weight, taken = best(planks, start + 2, memo)
    taken_weight += planks[start]
    if taken_weight > skipped_weight:
        memo[start] = taken_weight, (start,) + taken
    else:
        memo[start] = skipped_weight, skipped
    return memo[start]
