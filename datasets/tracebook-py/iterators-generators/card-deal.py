from itertools import accumulate, chain, combinations, cycle, zip_longest


def deal(cards, players):
    hands = [[] for _ in range(players)]
    for hand, card in zip(cycle(hands), cards):
        hand.append(card)
    rounds = ["".join(turn) for turn in zip_longest(*hands, fillvalue="-")]
    lengths = list(accumulate(map(len, hands)))
    return rounds, lengths


def pairs(first, second):
    inside = ("".join(pair) for pair in combinations(first, 2))
    across = (a + b for a in second for b in first if a != b)
    chosen = [pair for place, pair in enumerate(chain(inside, across))
              if place % 3 == 0]
    return chosen
