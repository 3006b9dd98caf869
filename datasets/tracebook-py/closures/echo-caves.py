def loud(function):
    def louder(word, *rest):
        print("loud in")
        result = function(word.upper(), *rest)
        print("loud out")
        return result + "!"
    return louder


def echo(times):
    print(f"echo made for {times}")

    def around(function):
        def echoed(word, extra=0):
            print(f"echo {word or 'silence'}")
            return "..".join([function(word)] * (times + extra))
        return echoed
    return around


@loud
@echo(2)
def shout(word):
    print(f"shout {word}")
    return word[:2]


whisper = echo(1)(lambda word: word.lower())
