"""Signatures, decorators, recursion, introspection."""
import functools
import inspect


def every(a, b=2, /, c=3, *args, d, e=5, **kw):
    """Every kind of parameter."""
    return a, b, c, args, d, e, kw


def logged(prefix):
    def wrap(f):
        @functools.wraps(f)
        def inner(*args):
            calls.append((prefix, f.__name__, args))
            return f(*args)

        return inner

    return wrap


calls = []


@logged("one")
@logged("two")
def fib(n: int) -> int:
    "Recursive."
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.lru_cache(maxsize=None)
def cached(n):
    calls.append(n)
    return n * n


def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def annotated(x: "undefined name", y: [1, 2] = None) -> {"r": 1}:
    z: "never looked at"
    w: int = 3
    return w


every.tag = ["attribute"]
every.tag.append(1)
compose = lambda *fs: functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
inc_twice = compose(lambda x: x + 1, lambda x: x * 2)
results = [every(1, d=4), every(1, 2, 3, 4, 5, d=6, z=7), fib(4), cached(3), cached(3), hanoi(3), inc_twice(5)]
facts = [
    every.__name__, every.__qualname__, every.__doc__, every.__defaults__, every.__kwdefaults__,
    str(inspect.signature(every)), every.__code__.co_varnames[:7], every.__code__.co_argcount, every.__module__,
    fib.__name__, fib.__wrapped__.__name__, annotated.__annotations__, annotated(1), (lambda: 0).__name__,
]


def deep(n):
    return deep(n + 1)


def keeper(kept, also=2):
    def peek():
        return kept, also

    return peek


class Chain:
    def __init__(self, n):
        self.next = Chain(n - 1) if n else None

    def __len__(self):
        return 1 + (0 if self.next is None else len(self.next))

    def __getattr__(self, name):
        return sorted([1], key=lambda v: 7 if self.next is None else getattr(self.next, name))


cells = [c.cell_contents for c in keeper("k").__closure__[:2]]
names = keeper("k").__code__.co_freevars[:2]
chain = Chain(150)
length = len(chain), chain.deep


try:
    deep(0)
except RecursionError as e:
    how = type(e).__name__, e.args
print(results)
print(facts)
print(cells, names, length)
print(len(calls), how, __name__, __doc__, every.tag)
