from abc import ABC, abstractmethod


class Vehicle(ABC):
    kinds = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Vehicle.kinds[cls.__name__.lower()] = cls

    def __init__(self, load):
        self.load = load

    @abstractmethod
    def toll(self):
        return 2

    def __str__(self):
        return f"{type(self).__name__}:{self.toll()}"


class Car(Vehicle):
    def toll(self):
        return super().toll() + self.load


class Lorry(Vehicle):
    def toll(self):
        heavy = self.load > 10
        return super().toll() + self.load * (3 if heavy else 2)


class Bike(Vehicle):
    def toll(self):
        return 0


def tolls(traffic):
    vehicles = []
    for kind, load in traffic:
        if kind == "vehicle":
            return sorted(Vehicle.__abstractmethods__), len(vehicles)
        vehicles.append(Vehicle.kinds[kind](load))
    return [str(each) for each in vehicles], sum(v.toll() for v in vehicles)
