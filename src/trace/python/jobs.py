"""What both engines share: loads drivers, runs their jobs, and speaks to the host in messages.

A message is five UInt32 (kind, bytes of the body, three numbers), little endian, and the body.
"""
import json
import struct
import sys
import types

#: Imported before any job: what programs and drivers use most, so that no job pays for it.
PRELOADED = (
    "abc array ast asyncio base64 bisect builtins calendar cmath collections collections.abc concurrent.futures concurrent.futures.thread contextlib contextvars"
    " copy csv dataclasses datetime decimal difflib enum fractions functools gc hashlib heapq html inspect io itertools"
    " json keyword linecache locale logging math numbers operator pickle pprint queue random re secrets"
    " shlex statistics string struct textwrap threading time timeit token tokenize traceback types typing unicodedata"
    " uuid warnings weakref zlib"
).split()

ROWS, STRINGS, DONE, FAILED, TABLES = 3, 4, 5, 6, 7


class Host:
    """What a driver's `main(payload, host)` is given."""

    def __init__(self, write):
        def send(kind, *bodies, a=0, b=0, c=0):
            data = b"".join(bodies)
            data = memoryview(struct.pack("<5I", kind, len(data), a, b, c) + data)
            while data:
                data = data[write(data):]

        self.send = send

    def tables(self, value):
        self.send(TABLES, json.dumps(value).encode())

    def rows(self, op, frame, value):
        self.send(ROWS, op.tobytes(), frame.tobytes(), value.tobytes(), a=len(op))

    def strings(self, texts):
        self.send(STRINGS, json.dumps(texts).encode(), a=len(texts))


def load(given):
    """The driver module of a job. What it is made of leaves `sys.modules` again: programs find nothing of it there."""
    names = []
    try:
        for module in [*(given.get("modules") or ()), given["driver"]]:
            name = module["name"]
            made = types.ModuleType(name)
            sys.modules[name] = made
            names.append(name)
            exec(compile(module["source"], f"<{name}>", "exec"), made.__dict__)
        return made
    finally:
        for name in names:
            del sys.modules[name]


def run(driver, payload, write):
    """Runs one job and tells the host how it ended. True when the driver itself did."""
    host = Host(write)
    dumps = json.dumps
    try:
        text = dumps(driver.main(json.loads(payload), host))
    except MemoryError:
        return False
    except BaseException as error:
        host.send(FAILED, fault(error))
    else:
        host.send(DONE, text.encode())
    return True


def fault(error):
    """The traceback of a driver's own fault, as bytes."""
    import traceback

    return "".join(traceback.format_exception(type(error), error, error.__traceback__)).encode("utf-8", "replace")
