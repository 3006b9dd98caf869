"""The world a program sees: seeded chance, virtual time, no input, no environment, printing into a function.

Threads may sleep; the time-outs of locks, events and queues run in real time.
"""
import asyncio
import builtins
import codecs
import datetime
import gc
import io
import os
import random
import sys
import time
import types
from operator import index

from tracebook_clock import Clock
from tracebook_loop import Deadlock, VirtualPolicy

__all__ = ["Clock", "Deadlock", "Environment"]


class Environment:
    """Put on with `enter`, taken off with `leave`.

    `write(stream, text)` is given what is printed; `stream` is "stdout" or "stderr". `on_clock(ms)` is told of every
    move of the clock, in milliseconds since the start.
    """

    def __init__(self, seed=0, epoch_ms=0, write=None, argv=("program.py",), stdin=""):
        self.clock = Clock(epoch_ms)
        self._seed = seed
        self._write = write or (lambda stream, text: None)
        self._argv = list(argv)
        self._stdin = stdin
        self._undo = []
        self._seeds = 0

    @property
    def on_clock(self):
        return self.clock.on_move

    @on_clock.setter
    def on_clock(self, told):
        self.clock.on_move = told

    def enter(self):
        self._chance()
        self._time()
        self._streams()
        self._process()
        self._loops()
        return self

    def leave(self):
        while self._undo:
            self._undo.pop()()

    def run_async(self, awaitable):
        """What the awaitable gives, in a loop of its own. @throws Deadlock"""

        async def whole():
            return await awaitable

        return asyncio.run(whole())

    def _put(self, owner, name, value):
        space = vars(owner)
        if name in space:
            before = space[name]
            self._undo.append(lambda: setattr(owner, name, before))
        else:
            self._undo.append(lambda: delattr(owner, name))
        setattr(owner, name, value)

    def _chance(self):
        instance = random._inst
        state = instance.getstate()
        self._undo.append(lambda: instance.setstate(state))
        seed_with = random.Random.seed

        def seed(self, a=None, version=2):
            """Without a seed the next one of the run is taken."""
            return seed_with(self, next_seed() if a is None else a, version)

        def next_seed():
            self._seeds += 1
            return f"{self._seed}/{self._seeds}"

        system = random.Random(f"{self._seed}/system")

        def urandom(size, /):
            size = index(size)
            if size < 0:
                raise ValueError("negative argument not allowed")
            return system.randbytes(size)

        seed_with(instance, self._seed)
        self._put(random.Random, "seed", seed)
        self._put(random, "seed", types.MethodType(seed, instance))
        self._put(random, "_urandom", urandom)
        self._put(os, "urandom", urandom)
        if hasattr(os, "getrandom"):
            self._put(os, "getrandom", lambda size, flags=0: urandom(size))
        numpy = sys.modules.get("numpy.random")
        if numpy is not None:
            numpy.seed(self._seed % 2**32)
        uuid = sys.modules.get("uuid")
        if uuid is not None:
            self._put(uuid, "_node", 0x020000000000)
            self._put(uuid, "_generate_time_safe", None)
            self._put(uuid, "_last_timestamp", None)

    def _time(self):
        clock = self.clock
        epoch = clock.epoch_ns

        def sleep(seconds, /):
            if not isinstance(seconds, float):
                seconds = index(seconds)
            if seconds != seconds:
                raise ValueError("Invalid value NaN (not a number)")
            if seconds < 0:
                raise ValueError("sleep length must be non-negative")
            clock.sleep(seconds)

        def since_start():
            return clock.ns / 1_000_000_000

        def since_start_ns():
            return clock.ns

        def now():
            return (epoch + clock.ns) / 1_000_000_000

        def now_ns():
            return epoch + clock.ns

        self._put(time, "sleep", sleep)
        self._put(time, "time", now)
        self._put(time, "time_ns", now_ns)
        for name in ("monotonic", "perf_counter", "process_time", "thread_time"):
            if hasattr(time, name):
                self._put(time, name, since_start)
                self._put(time, name + "_ns", since_start_ns)
        real = getattr(time, "CLOCK_REALTIME", 0)
        self._put(time, "clock_gettime", lambda which, /: now() if which == real else since_start())
        self._put(time, "clock_gettime_ns", lambda which, /: now_ns() if which == real else clock.ns)
        for name in ("localtime", "gmtime", "ctime"):
            self._put(time, name, _of_seconds(getattr(time, name), now))
        asctime, strftime, gmtime = time.asctime, time.strftime, time.gmtime
        self._put(time, "asctime", lambda t=None, /: asctime(gmtime() if t is None else t))
        self._put(time, "strftime", lambda form, t=None, /: strftime(form, gmtime() if t is None else t))
        _hold_datetime(clock)
        self._undo.append(lambda: _hold_datetime(None))

    def _streams(self):
        given = io.BytesIO(self._stdin.encode("utf-8", "surrogateescape"))
        streams = {"stdin": io.TextIOWrapper(given, "utf-8", "surrogateescape")}
        for name, errors in (("stdout", "strict"), ("stderr", "backslashreplace")):
            # The name is that of the file descriptor's file object in a plain interpreter.
            streams[name] = io.TextIOWrapper(
                _Printer(name, self._write), "utf-8", errors, newline="\n", write_through=True
            )
        for name, stream in streams.items():
            self._put(sys, name, stream)
            self._put(sys, f"__{name}__", stream)

    def _process(self):
        self._put(sys, "argv", list(self._argv))
        variables = os.environ._data
        before = dict(variables)
        self._undo.append(lambda: variables.update(before))
        # The C library keeps its own, with the time zone UTC.
        variables.clear()
        for name, value in (("getpid", 2), ("getppid", 1), ("cpu_count", 1)):
            self._put(os, name, _always(value))
        limit = sys.getrecursionlimit()
        self._undo.append(lambda: sys.setrecursionlimit(limit))
        for name in ("exit", "quit"):
            self._put(builtins, name, _exit_like(name))

    def _loops(self):
        running = asyncio._get_running_loop()
        policy = asyncio.events._event_loop_policy
        self._undo.append(lambda: asyncio._set_running_loop(running))
        self._undo.append(lambda: asyncio.set_event_loop_policy(policy))
        asyncio._set_running_loop(None)
        asyncio.set_event_loop_policy(VirtualPolicy(self.clock))


class _Printer(io.BufferedIOBase):
    """Where the bytes of a text stream end: as text in a function."""

    def __init__(self, name, write):
        self.name = f"<{name}>"
        self._stream = name
        self._write = write
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        text = self._decode(data)
        if text:
            self._write(self._stream, text)
        return len(data)


def _of_seconds(function, now):
    def held(seconds=None, /):
        return function(now() if seconds is None else seconds)

    held.__name__ = held.__qualname__ = function.__name__
    return held


def _always(value):
    return lambda: value


def _exit_like(name):
    def leave(code=None):
        raise SystemExit(code)

    leave.__name__ = leave.__qualname__ = name
    return leave


#: Taken while this is loaded: in a job it is refused.
_MEMBERS = gc.get_referents(datetime.datetime.__dict__)[0]


def _hold_datetime(clock):
    """`datetime.now` and `utcnow` read C's clock, the others `time.time`.

    The type cannot be written to, but its dictionary can: once and for good, since the interpreter keeps what it has
    looked up. A subclass in its place would show in `type(x)` and `repr(x)` of every date of the program.
    """
    members = _MEMBERS
    present = members["now"]
    if isinstance(present, classmethod):
        present.__func__.clock[0] = clock
        return
    real_now, real_utcnow = members["now"], members["utcnow"]
    held = [clock]
    utc = datetime.timezone.utc

    def now(cls, tz=None):
        if held[0] is None:
            return real_now.__get__(None, cls)(tz)
        return cls.fromtimestamp((held[0].epoch_ns + held[0].ns) / 1_000_000_000, tz)

    def utcnow(cls):
        if held[0] is None:
            return real_utcnow.__get__(None, cls)()
        return now(cls, utc).replace(tzinfo=None)

    now.clock = held
    members["now"] = classmethod(now)
    members["utcnow"] = classmethod(utcnow)
