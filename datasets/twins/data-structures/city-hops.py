def hops(start, roads):
    ways = {}
    for here, there in roads:
        ways.setdefault(here, []).append(there)
        ways.setdefault(there, []).append(here)
    distance = {start: 0}
    queue = [start]
    while len(queue) > 0:
        town = queue.pop(0)
        for following in ways.get(town, []):
            if following not in distance:
                distance[following] = distance[town] + 1
                queue.append(following)
    return distance
