from dataclasses import dataclass, field, replace


@dataclass(order=True, frozen=True)
class Jar:
    fruit: str
    spoons: int = 1

    def __post_init__(self):
        if self.spoons < 0:
            raise ValueError(f"{self.spoons} spoons of {self.fruit}")


@dataclass
class Shelf:
    jars: list = field(default_factory=list)
    eaten: int = field(default=0, compare=False)

    def add(self, jar):
        self.jars.append(jar)
        self.jars.sort()

    def eat(self):
        jar = self.jars.pop(0)
        self.eaten += 1
        if jar.spoons > 1:
            self.add(replace(jar, spoons=jar.spoons - 1))


def stock(rows):
    shelf = Shelf()
    for row in rows:
        shelf.add(Jar(*row))
    before = Shelf(jars=list(shelf.jars))
    same = shelf == before
    while len(shelf.jars) > 1:
        shelf.eat()
    return same, shelf.eaten, [str(jar) for jar in shelf.jars]
