"""The fork server: loads drivers once and runs each job in a fork that the system holds back and that is then gone."""
import gc
import json
import os
import select
import signal
import struct
import sys
import threading
import time

import tracebook_guard as guard
import tracebook_jobs as jobs

READY, JOB, LOAD, SEAL, END = 1, 2, 8, 9, 10
OK, DEAD, WALL = 0, 1, 2
#: Exit codes of a fork: in good order, and out of memory.
IN_ORDER, NO_MEMORY, BROKEN = 0, 3, 4
#: Descriptor that is at its end when the host is gone.
HOST = 4
DRIVERS = 4
MIB = 2**20
STACK = 64 * MIB


def serve(settings):
    import resource

    for name in jobs.PRELOADED:
        __import__(name)
    if settings["site"]:
        import importlib.util

        if importlib.util.find_spec("numpy") is not None:
            __import__("numpy")
    readable = sorted(
        {path for path in [*sys.path, os.path.dirname(os.__file__)] if os.path.exists(path)}
        | {os.path.realpath(path) for path in sys.path if os.path.exists(path)}
    )
    about = {"version": "%d.%d.%d" % sys.version_info[:3], "root": False, "landlock": False, "calls": False}
    close_calls = None
    null = os.open(os.devnull, os.O_RDWR)
    used = address_space()
    try:
        import ctypes

        import tracebook_calls as calls
        import tracebook_layers as layers

        about.update(layers.put_on(readable, settings["own"]))
        machine = os.uname().machine
        about["calls"] = machine in calls.MACHINES

        def close_calls():
            return calls.close_calls(layers.LIBC, machine)

    except (ImportError, OSError, AttributeError):
        # An interpreter without ctypes, or another system: the other layers hold.
        pass
    for name in ("ctypes", "_ctypes", "tracebook_calls", "tracebook_layers", "tracebook_guard", "tracebook_jobs"):
        sys.modules.pop(name, None)
    sys.modules["__main__"].__dict__.clear()

    def bound(memory, wall):
        seconds = wall // 1000 + 2
        space = used + memory * MIB
        for name, most in (
            ("AS", space),
            ("CPU", seconds),
            ("FSIZE", 0),
            ("CORE", 0),
            ("NOFILE", 64),
            ("STACK", STACK),
        ):
            try:
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
            except (AttributeError, ValueError, OSError):
                # Not known to this system, or already lower.
                pass
        threading.stack_size(2 * MIB)

    write, leave, read = os.write, os._exit, os.read

    def fork(driver, payload, memory, wall):
        """How the job ended, as END says it."""
        alive, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            code = BROKEN
            try:
                for descriptor in (0, 1, 2):
                    os.dup2(null, descriptor)
                os.close(alive)
                os.close(HOST)
                bound(memory, wall)
                if close_calls is not None:
                    close_calls()
                guard.arm(readable)
                if isinstance(driver, bytes):
                    jobs.Host(lambda data: write(3, data)).send(jobs.FAILED, driver)
                    code = IN_ORDER
                else:
                    done = jobs.run(driver, payload, lambda data: write(3, data))
                    code = IN_ORDER if done else NO_MEMORY
            finally:
                leave(code)
        os.close(theirs)
        # The pipe's other end is closed when the fork is gone.
        over, _, _ = select.select([alive, HOST], [], [], wall / 1000)
        os.kill(pid, signal.SIGKILL)
        if HOST in over:
            leave(0)
        _, status = os.waitpid(pid, 0)
        os.close(alive)
        if not over or os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            return WALL
        return OK if os.WIFEXITED(status) and os.WEXITSTATUS(status) in (IN_ORDER, NO_MEMORY) else DEAD

    def exactly(count):
        pieces = bytearray()
        while len(pieces) < count:
            piece = read(0, min(count - len(pieces), 1 << 20))
            if not piece:
                # The host is gone.
                leave(0)
            pieces += piece
        return bytes(pieces)

    def send(kind, body=b"", a=0, b=0):
        data = memoryview(struct.pack("<5I", kind, len(body), a, b, 0) + body)
        while data:
            data = data[write(3, data):]

    drivers = {}
    status = OK
    gc.collect()
    gc.freeze()
    send(READY, json.dumps(about).encode())
    while True:
        kind, size, a, b, c = struct.unpack("<5I", exactly(20))
        body = exactly(size)
        if kind == LOAD:
            if len(drivers) >= DRIVERS:
                del drivers[next(iter(drivers))]
            try:
                drivers[a] = jobs.load(json.loads(body))
            except BaseException as error:
                drivers[a] = jobs.fault(error)
            gc.collect()
            gc.freeze()
            send(READY)
        elif kind == JOB:
            status = fork(drivers[a], body, b, c)
        elif kind == SEAL:
            send(END, body, status)


def address_space():
    """Bytes of addresses in use; a guess where the system does not say."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") + 32 * MIB
    except OSError:
        return 512 * MIB
