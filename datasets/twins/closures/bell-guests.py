def guest(name, patience):
    heard = 0

    def hear(bell):
        nonlocal heard
        heard += 1
        print(f"{name} hears {bell}")
        return heard < patience

    return hear


def ring(guests, times):
    listening = []
    for name, patience in guests:
        listening.append(guest(name, patience))
    for bell in range(times):
        staying = []
        for hear in listening:
            if hear(bell):
                staying.append(hear)
        listening = staying
    return len(listening)
