def orders(guests, apart=()):
    seats = list(guests)
    found = []
    rivals = set(apart)

    def quarrel(place):
        return place > 0 and {seats[place - 1], seats[place]} == rivals

    def settle(place):
        if place == len(seats):
            found.append("".join(seats))
            return
        for other in range(place, len(seats)):
            seats[place], seats[other] = seats[other], seats[place]
            if not quarrel(place):
                settle(place + 1)
            seats[place], seats[other] = seats[other], seats[place]

    settle(0)
    return found
