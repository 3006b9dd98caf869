"""Runs a program edited by editPython.ts in plain Python and writes what it saw as JSON. Nothing of ours is loaded."""

import json
import sys

EVENTS = []
FRAMES = {}
KEPT = []
WANTED = {}
STARTED = [None]


def frame_of(frame):
    """Number of an activation, in the order in which their first statements begin."""
    if id(frame) not in FRAMES:
        FRAMES[id(frame)] = len(FRAMES)
        KEPT.append(frame)
    return FRAMES[id(frame)]


def value_in(frame, name):
    if " is " in name:
        try:
            return repr(eval(name, frame.f_globals, frame.f_locals))
        except Exception:
            return None
    for names in (frame.f_locals, frame.f_globals):
        if name in names:
            return repr(names[name])
    return None


def note(kind, line, node, frame, extra=None):
    seen = {name: value_in(frame, name) for name in WANTED.get(str(node), ())}
    EVENTS.append([kind, line, node, frame_of(frame), seen, extra])


def at(line, node):
    note("begin", line, node, sys._getframe(1))
    return False


def enter(line, node):
    note("enter", line, node, sys._getframe(1))


def after(line, node):
    note("after", line, node, sys._getframe(1))


def cond(line, node, value):
    note("cond", line, node, sys._getframe(1), bool(value))
    return value


def step(line, node, items):
    frame = sys._getframe(1)
    iterator = iter(items)
    note("enter", line, node, frame)
    while True:
        note("begin", line, node, frame)
        try:
            item = next(iterator)
        except StopIteration:
            note("cond", line, node, frame, False)
            return
        note("cond", line, node, frame, True)
        yield item


def main():
    job = json.load(sys.stdin)
    WANTED.update(job["wanted"])
    names = {"__name__": "__main__", "at__": at, "after__": after, "cond__": cond, "step__": step, "enter__": enter}
    real, sys.stdout = sys.stdout, __import__("io").StringIO()
    exec(compile(job["source"], "edited", "exec"), names)
    started, mark = len(EVENTS), sys.stdout.tell()
    outcome = {}
    try:
        value = eval(compile(job["call"], "call", "eval"), names)
        if hasattr(value, "__await__"):
            value = __import__("asyncio").run(value)
        outcome["value"] = repr(value)
    except Exception as error:
        outcome["error"] = type(error).__name__
    printed, sys.stdout = sys.stdout.getvalue(), real
    json.dump({"events": EVENTS, "started": started, "outcome": outcome, "printed": printed}, sys.stdout)


main()
