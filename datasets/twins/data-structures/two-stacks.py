def take(front, back):
    if len(front) == 0:
        while len(back) > 0:
            front.append(back.pop())
    if len(front) == 0:
        return None
    return front.pop()


def serve(orders):
    front = []
    back = []
    served = []
    for order in orders:
        if order < 0:
            served.append(take(front, back))
        else:
            back.append(order)
    return [served, front, back]
