"""Runs twins in plain Python on many inputs: [{"source", "function", "async", "inputs"}, …] on stdin, one list of
{"outcome", "value"?, "error"?, "message"?, "output"} a twin on stdout. Values are JSON."""
import asyncio
import contextlib
import io
import json
import sys

import virtual_time


def plain(value):
    if value is None or type(value) in (bool, str):
        return value
    if type(value) is int and abs(value) < 2**53:
        return value
    if type(value) is list:
        return [plain(item) for item in value]
    if type(value) is dict and all(type(key) is str for key in value):
        return {"entries": [[key, plain(item)] for key, item in value.items()]}
    raise TypeError(f"no twin may return {value!r}")


def run(twin, values):
    output = io.StringIO()
    namespace = {"__name__": "program"}
    with contextlib.redirect_stdout(output):
        exec(twin["program"], namespace)
        function = namespace[twin["function"]]
        try:
            value = asyncio.run(function(*values)) if twin["async"] else function(*values)
        except Exception as error:
            row = {"outcome": "throw", "error": type(error).__name__, "message": str(error)}
        else:
            row = {"outcome": "return", "value": plain(value)}
    return {**row, "output": output.getvalue()}


virtual_time.install()
results = []
for twin in json.load(sys.stdin):
    twin["program"] = compile(twin["source"], "twin.py", "exec")
    results.append([run(twin, json.loads(json.dumps(values))) for values in twin["inputs"]])
json.dump(results, sys.stdout)
