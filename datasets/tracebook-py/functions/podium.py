def podium(points, top=3):
    ranked = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))
    places = []
    previous, place = None, 0
    for position, (name, score) in enumerate(ranked, 1):
        if score != previous:
            place = position
        if place > top:
            break
        places.append((place, name))
        previous = score
    shared = {place for place, _ in places
              if sum(1 for other, _ in places if other == place) > 1}
    return places, sorted(shared)
