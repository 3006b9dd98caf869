"""One asyncio loop for all programs, which needs no socket.

The original had put nest_asyncio in the place of asyncio's own `run`: everything ran on the loop that was there. A
sandbox has no sockets, by which loops usually wake themselves up; this one looks every few milliseconds.
"""
import asyncio
import selectors
from time import sleep

LOOK_EVERY = 0.005


class Patient(selectors.SelectSelector):
    def select(self, timeout=None):
        if timeout is None or timeout > 0:
            sleep(LOOK_EVERY if timeout is None else min(timeout, LOOK_EVERY))
        return []


class KeptLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(Patient())

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        pass

    def close(self):
        pass


def keep_loop():
    loop = KeptLoop()
    asyncio.set_event_loop(loop)

    def run(main, *, debug=None):
        loop.set_debug(bool(debug))
        return loop.run_until_complete(asyncio.ensure_future(main, loop=loop))

    asyncio.run = run
