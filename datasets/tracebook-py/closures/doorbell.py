def doorbell():
    listeners = []

    def listen(action):
        listeners.append(action)

        def leave():
            if action in listeners:
                listeners.remove(action)
        return leave

    def press(sign):
        for action in tuple(listeners):
            action(sign)
        return len(listeners)

    return listen, press


def ring(guests, signs):
    listen, press = doorbell()
    heard = []

    def invite(name, patience):
        def hear(sign):
            nonlocal patience
            heard.append(name + sign)
            patience -= 1
            if patience <= 0:
                leave()
        leave = listen(hear)

    for guest in guests:
        name, _, patience = guest.partition(":")
        invite(name, int(patience))
    return [press(sign) for sign in signs], heard
