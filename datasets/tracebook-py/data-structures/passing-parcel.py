from collections import deque


def play(players, passes):
    circle = deque(players)
    out = []
    while len(circle) > 1:
        circle.rotate(-passes)
        out.append(circle.popleft())
        if len(out) % 2 == 0:
            circle.reverse()
    winner = circle.pop() if circle else None
    return winner, out
