class Drink:
    def __init__(self, **extras):
        self.steps = ["cup"]
        if extras:
            self.steps.append("+".join(sorted(extras)))

    def describe(self):
        return "drink"


class Hot(Drink):
    def __init__(self, degrees=70, **extras):
        super().__init__(**extras)
        self.steps.append(f"heat {degrees}")

    def describe(self):
        return f"hot {super().describe()}"


class Milky(Drink):
    def __init__(self, foam=True, **extras):
        super().__init__(**extras)
        self.steps.append("foam" if foam else "milk")

    def describe(self):
        return f"milky {super().describe()}"


class Latte(Hot, Milky):
    pass


class Float(Milky, Hot):
    def __init__(self, **extras):
        super().__init__(foam=False, ice=1, **extras)


MENU = {"tea": Hot, "latte": Latte, "float": Float}


def serve(name, **extras):
    drink = MENU[name](**extras)
    return drink.describe(), drink.steps


def order_of(name):
    return [cls.__name__ for cls in MENU[name].__mro__[:-1]]
