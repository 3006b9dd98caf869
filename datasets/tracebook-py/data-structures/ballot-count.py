from collections import Counter


def elect(votes):
    counts = Counter(vote for vote in votes if vote)
    blank = len(votes) - sum(counts.values())
    rounds = []
    while len(counts) > 1:
        least = min(counts.values())
        losers = sorted(name for name, count in counts.items()
                        if count == least)
        rounds.append((losers[0], least))
        spare = counts.pop(losers[0])
        heir, _ = max(counts.items(), key=lambda item: (item[1], item[0]))
        counts[heir] += spare
    winner = next(iter(counts), None)
    return {"winner": winner, "blank": blank, "rounds": rounds}
