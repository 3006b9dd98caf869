def visit(size, guests):
    seats = []
    gone = []
    place = 0
    for guest in guests:
        if len(seats) < size:
            seats.append(guest)
        else:
            gone.append(seats[place])
            seats[place] = guest
        place = (place + 1) % size
    return [seats, gone, place]
