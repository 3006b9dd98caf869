class Coin:
    struck = 0
    worth = 1

    def __init__(self, count):
        self.count = count
        type(self).struck += count

    @classmethod
    def parse(cls, text):
        metal, count = text.split()
        kind = cls.find(metal)
        return kind(int(count))

    @classmethod
    def find(cls, metal):
        for kind in cls.__subclasses__():
            if kind.__name__.lower() == metal:
                return kind
        raise LookupError(f"no coin of {metal}")

    @staticmethod
    def total(coins):
        return sum(coin.count * coin.worth for coin in coins)


class Gold(Coin):
    worth = 20


class Silver(Coin):
    worth = 3


def mint(orders):
    Gold.struck = Silver.struck = 0
    coins = [Coin.parse(order) for order in orders]
    return Coin.total(coins), Gold.struck, Silver.struck, Coin.struck
