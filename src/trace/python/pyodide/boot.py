"""The Python side of a Pyodide child. Made part of the memory snapshot; `start` is called in every child."""
import asyncio
import os
import sys
import time

import tracebook_jobs as jobs
import tracebook_guard as guard

driver = None
read = os.read
write = os.write


def start(descriptor):
    """Takes Python's side of Pyodide out of reach. Nothing of JavaScript can be called after this."""
    global source
    source = descriptor
    sys.meta_path[:] = [f for f in sys.meta_path if not type(f).__module__.startswith(("_pyodide", "pyodide"))]
    for name in [n for n in sys.modules if n.partition(".")[0] in ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core")]:
        del sys.modules[name]
    # Pyodide's own ways of waiting ask JavaScript.
    asyncio.run = asyncio.run.__wrapped__
    time.sleep = time.sleep.__wrapped__
    asyncio._set_running_loop(None)
    asyncio.set_event_loop_policy(None)
    sys.path_importer_cache.clear()
    sys.path[:] = [path for path in sys.path if path.startswith("/lib/python")]


def receive():
    pieces = []
    while True:
        piece = read(source, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def put(data):
    return write(source, data)


def load():
    """Loads the driver the host sent: with the guard it is part of the memory every job of it starts from."""
    global driver
    import json

    try:
        driver = jobs.load(json.loads(receive()))
    except BaseException as error:
        driver = jobs.fault(error)
    guard.arm(("/lib/python313.zip", "/lib/python3.13"))


def run():
    """Runs a job. What a MemoryError ends is left to the host to name."""
    payload = receive()
    if isinstance(driver, bytes):
        jobs.Host(put).send(jobs.FAILED, driver)
        return
    jobs.run(driver, payload, put)
