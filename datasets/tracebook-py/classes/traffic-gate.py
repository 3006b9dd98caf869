from enum import Enum


class Gate(Enum):
    SHUT = "shut"
    OPEN = "open"
    ALARM = "alarm"

    def after(self, event):
        match self, event:
            case Gate.SHUT, "coin":
                return Gate.OPEN
            case Gate.SHUT, "push":
                return Gate.ALARM
            case Gate.OPEN, "push":
                return Gate.SHUT
            case _:
                return self


EVENTS = {"c": "coin", "p": "push"}


def operate(keys):
    state = Gate.SHUT
    visits = {gate: 0 for gate in Gate}
    coins = 0
    for key in keys:
        event = EVENTS[key]
        if event == "coin" and state is not Gate.OPEN:
            coins += 1
        state = state.after(event)
        visits[state] += 1
    return state.value, coins, {gate.name: n for gate, n in visits.items()}
