from functools import lru_cache


def crossings(stones, longest, loose=()):
    missing = frozenset(loose)

    @lru_cache(maxsize=None)
    def ways(stone):
        if stone in missing:
            return 0
        if stone == stones - 1:
            return 1
        reach = range(stone + 1, min(stone + longest, stones - 1) + 1)
        return sum(ways(following) for following in reach)

    total = ways(0)
    info = ways.cache_info()
    return total, info.hits, info.currsize
