"""Virtual time: it stands still but for sleeping and timers."""
import heapq
import os
import sys
from _thread import _count as other_threads
from _thread import get_ident

try:
    from _thread import get_native_id
except ImportError:
    get_native_id = get_ident
from time import sleep as real_sleep

#: Real seconds between two looks at the other threads.
LOOK = 0.0005
#: Looks in a row in which all other threads must have been at rest before the clock moves.
CALM = 4
#: The same where the system does not say whether a thread rests or waits for a processor.
BLIND = 20
#: Before it is said that nothing can ever go on, they must have been at rest so many times longer.
CERTAIN = 10
TASKS = "/proc/self/task"

# Kept: programs are refused these.
listdir, open_file, read, close = os.listdir, os.open, os.read, os.close


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
        me = (float("inf") if until is None else until, self._order, get_ident(), get_native_id())
        heapq.heappush(self._sleepers, me)
        calm, before = 0, None
        try:
            while not woken():
                if self._sleepers[0] is not me:
                    calm = 0
                else:
                    now, enough = self._others()
                    calm = calm + 1 if now is not None and now == before else 0
                    before = now
                    if until is None:
                        if calm >= enough * CERTAIN:
                            return woken()
                    elif calm >= enough:
                        self.advance_to(until)
                        return True
                real_sleep(LOOK)
            return True
        finally:
            self._sleepers.remove(me)
            heapq.heapify(self._sleepers)

    def _others(self):
        """Where every thread is that does not sleep here, `None` while one is on its way; and how often to look."""
        asleep = {ident for _, _, ident, _ in self._sleepers}
        found = [
            (ident, id(frame), frame.f_lasti)
            for ident, frame in sys._current_frames().items()
            if ident not in asleep
        ]
        # A thread that has only just been started has no frame yet.
        begun = len(found) + len(asleep) >= other_threads() + 1
        resting = self._resting()
        return sorted(found) if begun and resting is not False else None, BLIND if resting is None else CALM

    def _resting(self):
        """Whether all threads that do not sleep here wait for something; `None` where the system does not say."""
        asleep = {native for _, _, _, native in self._sleepers}
        try:
            for name in listdir(TASKS):
                if int(name) in asleep:
                    continue
                descriptor = open_file(f"{TASKS}/{name}/stat", os.O_RDONLY)
                try:
                    state = read(descriptor, 512).rpartition(b")")[2].split()[0]
                finally:
                    close(descriptor)
                if state not in (b"S", b"Z", b"X"):
                    return False
        except (OSError, ValueError):
            return None
        return True
