"""Virtual time: it stands still but for sleeping and timers."""
import heapq
import sys
from _thread import _count as other_threads
from _thread import get_ident
from time import monotonic as real_time
from time import sleep as real_sleep

#: Real seconds between two looks at the other threads.
LOOK = 0.0005
#: Looks in a row in which no other thread may have moved before the clock does.
CALM = 5
#: A look later than this, in real seconds, does not count: others may have been kept waiting for a processor as well.
LATE = 0.002
#: On a machine that is always late the clock moves after this many looks all the same.
PATIENCE = 400


class Clock:
    """Nanoseconds since the start of the program. `on_move(ms)` is told each time it has moved."""

    def __init__(self, epoch_ms=0):
        self.epoch_ns = round(epoch_ms * 1_000_000)
        self.ns = 0
        self.on_move = None
        self._order = 0
        self._sleepers = []

    def advance_to(self, ns):
        if ns > self.ns:
            self.ns = ns
            if self.on_move is not None:
                self.on_move(ns / 1_000_000)

    def sleep(self, seconds):
        self.wait(self.ns + round(seconds * 1_000_000_000))

    def wait(self, until, woken=lambda: False):
        """Sleeps until a time, `None` for ever, or until `woken()`. False when nothing could ever end the wait.

        With other threads about, the one that is to wake first moves the clock, and only when all others have come
        to rest: so equal programs take equal turns however fast the machine is.
        """
        if not other_threads():
            if until is None:
                return woken()
            self.advance_to(until)
            return True
        self._order += 1
        me = (float("inf") if until is None else until, self._order, get_ident())
        heapq.heappush(self._sleepers, me)
        calm = looks = 0
        before, due = None, real_time()
        try:
            while not woken():
                if self._sleepers[0] is not me:
                    calm = looks = 0
                else:
                    now = self._others()
                    looks += 1
                    if now != before:
                        calm = looks = 0
                    elif real_time() - due < LATE:
                        calm += 1
                    before = now
                    if calm >= CALM or looks >= PATIENCE:
                        if until is None:
                            return woken()
                        self.advance_to(until)
                        return True
                due = real_time() + LOOK
                real_sleep(LOOK)
            return True
        finally:
            self._sleepers.remove(me)
            heapq.heapify(self._sleepers)

    def _others(self):
        """Where every thread is that does not sleep here."""
        asleep = {ident for _, _, ident in self._sleepers}
        found = [
            (ident, id(frame), frame.f_lasti)
            for ident, frame in sys._current_frames().items()
            if ident not in asleep
        ]
        # A thread that has only just been started has no frame yet.
        if len(found) + len(asleep) < other_threads() + 1:
            self._order += 1
            return self._order
        return sorted(found)
