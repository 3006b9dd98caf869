"""Runs one job: reads it from descriptor 0, hands its payload to the driver, writes messages to descriptor 3."""
import json
import os
import struct
import sys
import types

ROWS, STRINGS, DONE, FAILED, TABLES = 3, 4, 5, 6, 7


def send(kind, body, a=0, b=0, c=0):
    data = memoryview(struct.pack("<5I", kind, len(body), a, b, c) + bytes(body))
    while data:
        data = data[os.write(3, data):]


class Host:
    def tables(self, value):
        send(TABLES, json.dumps(value).encode())

    def rows(self, op, frame, value):
        send(ROWS, op.tobytes() + frame.tobytes() + value.tobytes(), len(op))

    def strings(self, texts):
        send(STRINGS, json.dumps(texts).encode("utf-8", "surrogatepass"), len(texts))


def load(module):
    made = types.ModuleType(module["name"])
    sys.modules[module["name"]] = made
    exec(compile(module["source"], f"<{module['name']}>", "exec"), made.__dict__)
    return made


def run(job):
    for module in job.get("modules") or ():
        load(module)
    return load(job["driver"]).main(job["payload"], Host())


if __name__ == "__main__":
    try:
        send(DONE, json.dumps(run(json.loads(sys.stdin.buffer.read()))).encode())
    except BaseException:
        import traceback

        send(FAILED, traceback.format_exc().encode("utf-8", "replace"))
