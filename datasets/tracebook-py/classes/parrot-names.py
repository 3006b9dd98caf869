class Bird:
    wings = 2
    age = 3


class Parrot(Bird):
    age = 7

    def __init__(self, name):
        self.name = name
        self.learned = []

    def __getattr__(self, word):
        print("wonders about", word)
        if word.startswith("_"):
            raise AttributeError(word)
        self.learned.append(word)
        phrase = word.replace("_", " ")
        setattr(self, word, lambda: f"{self.name} says {phrase}")
        return "squawk"

    def __call__(self, word):
        found = getattr(self, word)
        return found() if callable(found) else found


def talk(*words):
    polly = Parrot("Polly")
    said = [polly(word) for word in words]
    for word, answer in zip(words, said):
        print(f"{word}: {answer}")
    return said, polly.learned, polly.age - Bird.age
