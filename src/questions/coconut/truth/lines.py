"""Line events of CPython's tracer over CoCoNUT programs, as the original recorded them.

payload = {
    "items": [{"source": str, "call": None | [function, arguments]}],
    "prelude": import statements whose names programs find defined,
    "own": list lines of the program only, not of what libraries compile from text,
    "trim": leave out what runs before the main block,
    "marks": mark the concurrent section by the comments START and END,
    "limit": most lines kept of a program,
    "pace": how much of the time a program sleeps,
}
Rows sent to the host: op = line (-1 for "(", -2 for ")"), frame = index of the item, value = thread.
"""
import array
import io
import os
import re
import sys
import threading
import time
import types

from coconut_loop import keep_loop

OPEN, CLOSE = -1, -2
BATCH = 1 << 16
MAIN = re.compile(r"""^\s*if\s+__name__\s*==\s*['"]__main__['"]\s*:\s*$""")


class Muted(io.TextIOBase):
    """Takes what a program prints and forgets it."""

    def writable(self):
        return True

    def write(self, text):
        return len(text)


class Full(BaseException):
    """The program has executed more lines than are kept."""


class Collector:
    """Lists `line` events of frames compiled from text.

    As in the original there is one list for all threads and no lock. The first line executed that carries `#START`
    opens the section, the first that carries `#END` closes it.
    """

    def __init__(self, filename, limit, source):
        self.lines = array.array("i")
        self.threads = array.array("Q")
        self.filename = filename
        self.limit = limit
        self.starts = {number for number, text in enumerate(source, 1) if "#START" in text}
        self.ends = {number for number, text in enumerate(source, 1) if "#END" in text}
        self.opened = self.closed = False

    def add(self, line):
        self.lines.append(line)
        self.threads.append(threading.get_ident())

    def trace(self, frame, event, arg):
        if event == "line" and frame.f_code.co_filename == self.filename:
            line = frame.f_lineno
            if line is None:
                return self.trace
            if line in self.starts and not self.opened:
                self.opened = True
                self.add(OPEN)
            elif line in self.ends and not self.closed:
                self.closed = True
                self.add(CLOSE)
            self.add(line)
            if len(self.lines) > self.limit:
                raise Full()
        return self.trace

    def finish(self):
        if self.opened and not self.closed:
            self.add(CLOSE)


def first_of_main(lines, source):
    """Index of the first line of the main block, or of a mark before it."""
    main = next((number for number, text in enumerate(source, 1) if MAIN.match(text)), None)
    if main is None:
        return 0
    for index, line in enumerate(lines):
        if line < 0 or line > main:
            return index
    return len(lines)


def namespace(prelude):
    """A fresh `__main__` with the names that the original's own file had imported."""
    module = types.ModuleType("__main__")
    module.__file__ = "tracer.py"
    sys.modules["__main__"] = module
    for statement in prelude:
        try:
            exec(compile(statement, "<prelude>", "exec"), module.__dict__)
        except ImportError:
            pass
    return module.__dict__


def traced(collector, action):
    """Runs `action` under the collector, its threads too."""
    threading.settrace(collector.trace)
    sys.settrace(collector.trace)
    try:
        action()
    finally:
        sys.settrace(None)
        threading.settrace(None)


def run(item, payload):
    text = item["source"]
    source = text.split("\n")
    filename = "<candidate>" if payload["own"] else "<string>"
    collector = Collector(filename, payload["limit"], source if payload["marks"] else ())
    names = namespace(payload["prelude"])
    try:
        code = compile(text, filename, "exec")
    except BaseException as error:
        return collector, {"outcome": "cannot compile", "error": type(error).__name__}
    record = {"outcome": "returns"}
    try:
        if item["call"] is None:
            traced(collector, lambda: exec(code, names))
        else:
            exec(code, names)
            name, written = item["call"]
            value = eval(written, names)
            arguments = value if isinstance(value, tuple) else (value,)
            traced(collector, lambda: names[name](*arguments))
    except Full:
        record = {"outcome": "too long"}
    except BaseException as error:
        record = {"outcome": "throws", "error": type(error).__name__}
    collector.finish()
    return collector, record


def same_world(pace):
    """What the original had around its programs, and what a sandbox has not."""
    sleep = time.sleep
    time.sleep = lambda seconds: sleep(seconds * pace)
    # No shell is run: the one program that asks for its exit status gets one.
    os.system = lambda command: 256
    keep_loop()


def send(host, index, collector, start):
    names = {}
    lines, threads = collector.lines, collector.threads
    for at in range(start, len(lines), BATCH):
        part = lines[at:at + BATCH]
        host.rows(
            part,
            array.array("i", [index]) * len(part),
            array.array("d", [names.setdefault(thread, len(names)) for thread in threads[at:at + len(part)]]),
        )


def main(payload, host):
    streams = sys.stdout, sys.stderr, sys.stdin
    same_world(payload["pace"])
    records = []
    for index, item in enumerate(payload["items"]):
        sys.stdout, sys.stderr, sys.stdin = Muted(), Muted(), io.StringIO()
        try:
            collector, record = run(item, payload)
        finally:
            sys.stdout, sys.stderr, sys.stdin = streams
        trim = first_of_main(collector.lines, item["source"].split("\n")) if payload["trim"] else 0
        send(host, index, collector, trim)
        records.append(record)
    return {
        "version": "%d.%d.%d" % sys.version_info[:3],
        "implementation": "pyodide" if sys.platform == "emscripten" else sys.implementation.name,
        "records": records,
    }
