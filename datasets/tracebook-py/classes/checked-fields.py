class Checked:
    def __init__(self, test, complaint):
        self.test = test
        self.complaint = complaint
        self.writes = 0

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, pet, owner=None):
        if pet is None:
            return self
        return pet.__dict__.get(self.name, "unset")

    def __set__(self, pet, value):
        self.writes += 1
        if not self.test(value):
            raise ValueError(f"{self.name} {self.complaint}: {value!r}")
        pet.__dict__[self.name] = value


class Pet:
    name = Checked(lambda value: value != "", "must not be empty")
    age = Checked(lambda value: 0 <= value <= 20, "is out of range")


def register(name, *ages):
    pet = Pet()
    written = Pet.age.writes
    problems = []
    try:
        pet.name = name
        for age in ages:
            pet.age = age
    except ValueError as problem:
        problems.append(str(problem))
    return pet.name, pet.age, problems, Pet.age.writes - written
