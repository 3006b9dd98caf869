import heapq
from itertools import count


def see(events):
    waiting = []
    ticket = count(1)
    seen = []
    for event in events:
        if event == "next":
            if waiting:
                urgency, number, name = heapq.heappop(waiting)
                seen.append(f"{name}#{number}")
            else:
                seen.append("nobody")
            continue
        name, urgency = event
        heapq.heappush(waiting, (-urgency, next(ticket), name))
    left = [name for _, _, name in sorted(waiting)]
    return seen, left
