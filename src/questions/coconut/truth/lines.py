"""Line events of CPython's tracer over CoCoNUT programs, as the original recorded them.

payload = {
    "profile": names to import before a program runs, as `import` statements,
    "trim": drop what runs before the main block,
    "items": [{"source": str, "call": None | [function, arguments]}],
}
Rows sent to the host: op = line (-1 for "(", -2 for ")"), frame = index of the item, value = thread.
Returns one record an item: {"outcome", "error"}.
"""
import array
import io
import re
import sys
import threading
import types

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


def collector(lines, threads, limit, source):
    """A trace function that lists `line` events of frames compiled from text, with the marks of the section.

    The original keeps one list for all threads and takes no lock; the name `<string>` also lets in what libraries
    compile from text.
    """
    # START and END are looked for in the text of the line that is executed.
    starts, ends = {}, {}
    for number, text in enumerate(source, 1):
        if "#START" in text:
            starts[number] = True
        if "#END" in text:
            ends[number] = True
    seen = [False, False]
    ident = threading.get_ident

    def trace(frame, event, arg):
        if event == "line" and frame.f_code.co_filename == "<string>":
            line = frame.f_lineno
            if not seen[0] and line in starts:
                seen[0] = True
                lines.append(OPEN)
                threads.append(ident())
            elif not seen[1] and line in ends:
                seen[1] = True
                lines.append(CLOSE)
                threads.append(ident())
            lines.append(line)
            threads.append(ident())
            if len(lines) > limit:
                raise Full()
        return trace

    def finish():
        if seen[0] and not seen[1]:
            lines.append(CLOSE)
            threads.append(ident())

    return trace, finish


def trimmed(lines, source):
    """Index of the first line of the main block, or of a mark before it."""
    main = next((number for number, text in enumerate(source, 1) if MAIN.match(text)), None)
    if main is None:
        return 0
    for index, line in enumerate(lines):
        if line < 0 or line > main:
            return index
    return len(lines)


def namespace(prelude):
    """A fresh `__main__` with the names the original's own file had imported."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = module
    for statement in prelude:
        try:
            exec(compile(statement, "<prelude>", "exec"), module.__dict__)
        except ImportError:
            pass
    return module.__dict__


def run(item, payload):
    text = item["source"]
    source = text.split("\n")
    lines, threads = [], []
    trace, finish = collector(lines, threads, payload["limit"], source if payload["marks"] else ())
    record = {"outcome": "returns", "error": None}
    names = namespace(payload["prelude"])
    try:
        code = compile(text, "<string>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return lines, threads, {"outcome": "cannot compile", "error": type(error).__name__}
    try:
        if item["call"] is not None:
            exec(code, names)
            name, written = item["call"]
            value = eval(written, names)
            arguments = value if isinstance(value, tuple) else (value,)
            target = names[name]
            sys.settrace(trace)
            try:
                target(*arguments)
            finally:
                sys.settrace(None)
        else:
            threading.settrace(trace)
            sys.settrace(trace)
            try:
                exec(code, names)
                for thread in threading.enumerate():
                    if payload["wait"] and thread is not threading.current_thread() and not thread.daemon:
                        thread.join()
            finally:
                sys.settrace(None)
                threading.settrace(None)
    except Full:
        record = {"outcome": "too long", "error": None}
    except BaseException as error:
        record = {"outcome": "throws", "error": type(error).__name__}
    finish()
    if payload["trim"]:
        start = trimmed(lines, source)
        del lines[:start], threads[:start]
    return lines, threads, record


def main(payload, host):
    out, err, inp = sys.stdout, sys.stderr, sys.stdin
    records = []
    for index, item in enumerate(payload["items"]):
        sys.stdout, sys.stderr, sys.stdin = Muted(), Muted(), io.StringIO()
        try:
            lines, threads, record = run(item, payload)
        finally:
            sys.stdout, sys.stderr, sys.stdin = out, err, inp
        names = {}
        for start in range(0, len(lines), BATCH):
            part = lines[start:start + BATCH]
            host.rows(
                array.array("i", part),
                array.array("i", [index]) * len(part),
                array.array("d", [names.setdefault(t, len(names)) for t in threads[start:start + BATCH]]),
            )
        records.append(record)
    return {"version": list(sys.version_info[:3]), "implementation": sys.implementation.name, "records": records}
