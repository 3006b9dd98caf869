"""A lock without threads, contexts, callbacks from C."""
import contextlib
import functools
import heapq

heap = []
for n in (5, 1, 4):
    heapq.heappush(heap, n)
smallest = heapq.heappop(heap)


@contextlib.contextmanager
def managed(name):
    events.append(("in", name))
    try:
        yield name.upper()
    except ValueError as e:
        events.append(str(e))
    finally:
        events.append(("out", name))


events = []
with managed("a") as a, managed("b") as b:
    events.append((a, b))
    raise ValueError("inside")
ordered = sorted("ba", key=functools.cmp_to_key(lambda p, q: (p > q) - (p < q)))
mapped = list(map(lambda v, w: v * w, [1, 2], [3, 4]))
kept = list(filter(lambda v: v > 1, [1, 2, 3]))
folded = functools.reduce(lambda acc, v: acc + [v], [1, 2], [])
best = max([(1, "b"), (1, "a")], key=lambda p: p[1])
with contextlib.suppress(KeyError):
    {}["none"]
with contextlib.ExitStack() as stack:
    stack.callback(events.append, "closed")
    stack.enter_context(managed("c"))
print(smallest, heap, events, ordered, mapped, kept, folded, best)
