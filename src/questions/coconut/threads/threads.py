"""Lines of every thread of a program, with what must happen before what.

payload = {"source": str, "prelude": import statements, "limit": most lines, "pace": share of sleeping time}

main() returns {"version", "outcome", "error", "events": [[line, thread]], "edges": [[from, to, kind]],
"sections": [[lock, first, last]]}: `events` in the order in which they happened, edges and sections by their
indexes. Kinds of edges: start, join, signal (a lock let go by one thread and taken by another that waited for it, or
whatever threading and queue build on locks of their own) and lock (a lock of the program handed on). A section is
what one thread executes while it holds a lock of the program.
"""
import _thread
import io
import itertools
import os
import queue
import re
import sys
import threading
import time
import types

from coconut_loop import keep_loop

OWN = "<candidate>"
MAIN = re.compile(r"""^\s*if\s+__name__\s*==\s*['"]__main__['"]\s*:\s*$""")
_allocate = _thread.allocate_lock
_ident = _thread.get_ident


class Full(BaseException):
    """The program has executed more lines than are kept."""


class Muted(io.TextIOBase):
    """Takes what a program prints and forgets it."""

    def writable(self):
        return True

    def write(self, text):
        return len(text)


class Line:
    """One thread: its events (id, line), and the events its next one comes after."""

    def __init__(self, number):
        self.number = number
        self.events = []
        self.pending = []
        # Locks of the program that are held: where their sections begin.
        self.held = {}

    def last(self):
        return self.events[-1][0] if self.events else None


class Recording:
    def __init__(self, limit):
        self.limit = limit
        self.ids = itertools.count()
        self.numbers = itertools.count()
        self.locks = itertools.count()
        self.lines = {_ident(): Line(next(self.numbers))}
        self.all = list(self.lines.values())
        self.edges = []
        self.sections = []

    def here(self):
        line = self.lines.get(_ident())
        if line is None:
            line = self.enter(next(self.numbers), None)
        return line

    def enter(self, number, after):
        line = self.lines[_ident()] = Line(number)
        self.all.append(line)
        if after is not None:
            line.pending.append((after, "start"))
        return line

    def trace(self, frame, event, arg):
        if event == "line" and frame.f_code.co_filename == OWN and frame.f_lineno is not None:
            line = self.here()
            number = next(self.ids)
            if number >= self.limit:
                raise Full()
            line.events.append((number, frame.f_lineno))
            for before, kind in line.pending:
                self.edges.append((before, number, kind))
            line.pending.clear()
        return self.trace


class Lock:
    """A lock that notes who hands it to whom."""

    recording = None

    def __init__(self, own=None):
        self._inner = _allocate()
        self._number = next(self.recording.locks)
        self._own = sys._getframe(1).f_code.co_filename == OWN if own is None else own
        self._released = None
        self._holder = None

    def acquire(self, blocking=True, timeout=-1):
        taken = self._inner.acquire(blocking, timeout)
        if taken:
            line = self.recording.here()
            self._holder = line
            line.held[self._number] = len(line.events)
            if self._released is not None and self._released[0] is not line:
                other, event, kind = self._released
                line.pending.append((event, kind))
        return taken

    __enter__ = acquire

    def release(self):
        line = self.recording.here()
        holder, self._holder = self._holder, None
        begin = None if holder is None else holder.held.pop(self._number, None)
        event = line.last()
        # Taken and let go by one thread: a section. Let go by another: a signal.
        mutual = holder is line and self._own
        if mutual and begin is not None and begin < len(line.events):
            self.recording.sections.append((self._number, line.events[begin][0], event))
        if event is not None:
            self._released = (line, event, "lock" if mutual else "signal")
        self._inner.release()

    def __exit__(self, *exception):
        self.release()

    def locked(self):
        return self._inner.locked()

    def _at_fork_reinit(self):
        self._inner = _allocate()


def watch(recording):
    """Puts noting locks and threads in the place of Python's own."""
    Lock.recording = recording
    threading.Lock = threading._allocate_lock = Lock

    def reentrant():
        lock = threading._PyRLock()
        lock._block = Lock(own=sys._getframe(1).f_code.co_filename == OWN)
        return lock

    threading.RLock = reentrant
    queue.SimpleQueue = queue._PySimpleQueue
    start, join = threading.Thread.start, threading.Thread.join

    def noting_start(self):
        number, after = next(recording.numbers), recording.here().last()
        run = self.run

        def noting_run():
            self._noted = recording.enter(number, after)
            run()

        self.run = noting_run
        start(self)

    def noting_join(self, timeout=None):
        join(self, timeout)
        noted = getattr(self, "_noted", None)
        if noted is not None and not self.is_alive() and noted.last() is not None:
            recording.here().pending.append((noted.last(), "join"))

    threading.Thread.start, threading.Thread.join = noting_start, noting_join


def namespace(prelude):
    module = types.ModuleType("__main__")
    module.__file__ = "program.py"
    sys.modules["__main__"] = module
    for statement in prelude:
        exec(compile(statement, "<prelude>", "exec"), module.__dict__)
    return module.__dict__


def listed(recording, source):
    """Everything by index, without what runs before the main block."""
    events = sorted((number, text, line.number) for line in list(recording.all) for number, text in list(line.events))
    main = next((number for number, text in enumerate(source.split("\n"), 1) if MAIN.match(text)), 0)
    first = next((index for index, event in enumerate(events) if event[1] > main), len(events))
    places = {event[0]: index - first for index, event in enumerate(events) if index >= first}
    edges = sorted({(places[a], places[b], kind) for a, b, kind in recording.edges if a in places and b in places})
    sections = [(lock, places[a], places[b]) for lock, a, b in recording.sections if a in places and b in places]
    return [event[1:] for event in events[first:]], edges, sections


def main(payload, host):
    sleep = time.sleep
    time.sleep = lambda seconds: sleep(seconds * payload["pace"])
    # No shell is run.
    os.system = lambda command: 256
    keep_loop()
    names = namespace(payload["prelude"])
    recording = Recording(payload["limit"])
    watch(recording)
    for name in ("Lock", "RLock"):
        if name in names:
            names[name] = getattr(threading, name)
    result = {"version": "%d.%d.%d" % sys.version_info[:3], "outcome": "returns", "error": None}
    streams = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = Muted(), Muted(), io.StringIO()
    try:
        code = compile(payload["source"], OWN, "exec")
        threading.settrace(recording.trace)
        sys.settrace(recording.trace)
        try:
            exec(code, names)
        finally:
            sys.settrace(None)
            threading.settrace(None)
    except Full:
        result["outcome"] = "too long"
    except BaseException as error:
        result.update(outcome="throws", error=type(error).__name__)
    finally:
        sys.stdout, sys.stderr, sys.stdin = streams
    result["events"], result["edges"], result["sections"] = listed(recording, payload["source"])
    return result
