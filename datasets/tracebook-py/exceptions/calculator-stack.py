import operator

ACTIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul,
           "/": operator.floordiv}


class CalculatorError(Exception):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


def push_result(stack, word):
    right, left = stack.pop(), stack.pop()
    stack.append(ACTIONS[word](left, right))


def calculate(line):
    stack = []
    words = line.split()
    for position, word in enumerate(words):
        try:
            if word in ACTIONS:
                push_result(stack, word)
            else:
                stack.append(int(word))
        except IndexError as fault:
            raise CalculatorError("too few numbers", position) from fault
        except ValueError:
            raise CalculatorError(f"unknown word {word}", position)
    if len(stack) != 1:
        raise CalculatorError(f"{len(stack)} numbers left", len(words))
    return stack.pop()
