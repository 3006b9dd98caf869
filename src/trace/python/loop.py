"""An event loop in virtual time: no sockets, no waiting, the same order every time."""
import asyncio
import sys
from asyncio import events


class Deadlock(BaseException):
    """Everything waits and nothing is scheduled. No `except Exception` of the program catches it."""


class _Selector:
    """Where a real loop waits for its sockets, this one moves the clock."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout is None or timeout > 0:
            self._loop._rest()
        return ()

    def close(self):
        pass


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self, clock):
        super().__init__()
        self._clock = clock
        self._clock_resolution = 1e-9
        self._selector = _Selector(self)
        self._woken = False
        self._dead = False

    def time(self):
        return self._clock.ns / 1_000_000_000

    def run_forever(self):
        # What a program would run after a deadlock, such as the `finally` of its tasks, never ran.
        if self._dead:
            raise Deadlock("nothing is left that could run")
        super().run_forever()

    def call_exception_handler(self, context):
        # Tasks that are thrown away after a deadlock are nobody's fault.
        if not self._dead:
            super().call_exception_handler(context)

    def run_in_executor(self, executor, func, *args):
        if sys.platform != "emscripten":
            return super().run_in_executor(executor, func, *args)
        # No threads there: the call is done at once.
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def _rest(self):
        until = round(self._scheduled[0]._when * 1_000_000_000) if self._scheduled else None
        if not self._clock.wait(until, lambda: self._woken):
            self._dead = True
            raise Deadlock("every task waits and nothing is scheduled")
        self._woken = False

    def _write_to_self(self):
        self._woken = True

    def _process_events(self, event_list):
        pass


class VirtualPolicy(events.BaseDefaultEventLoopPolicy):
    """Makes every loop a virtual one, also those of `asyncio.run`."""

    def __init__(self, clock):
        super().__init__()
        self._clock = clock

    def new_event_loop(self):
        return VirtualLoop(self._clock)
