"""Judges answers to CRUXEval in the sandbox, one after the other; each verdict is sent at once, as a JSON text.

What is judged comes as dicts with a `kind`: `exec` runs a text as the original does, `script` as `python3 file`
does, `call` checks and makes an answered call, `literal` compares two literals.
"""
import ast
import builtins
import io
import itertools
import json
import linecache
import signal
import sys
import time
import tokenize
import traceback
import warnings

from tracebook_plain import PlainArguments
from tracebook_same import same

TICK = "__tracebook_tick__"
#: Ticks between two looks at the clock.
PIECE = 16
SCRIPT = "program.py"
TIMERS = hasattr(signal, "setitimer") and sys.platform != "emscripten"


class Late(BaseException):
    pass


def alarm(seconds):
    """Ends what runs once it has used so much processor time; where there are no signals, the ticks alone do."""
    if TIMERS:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def late(*_):
    raise Late


class Sink(io.TextIOBase):
    """Takes what is printed and keeps nothing; gives nothing to read."""

    encoding = "utf-8"

    def writable(self):
        return True

    def write(self, text):
        return len(text)

    def read(self, *_):
        raise OSError

    readline = readlines = read


class Meter:
    """Counts rounds of loops and calls of functions; when they or the time are used up, each further one raises."""

    def __init__(self, rounds, seconds):
        self.over = None
        self.tick = itertools.chain.from_iterable(self._pieces(rounds, seconds)).__next__

    def _pieces(self, rounds, seconds, clock=time.process_time):
        end = clock() + seconds
        for _ in range(0, rounds, PIECE):
            yield itertools.repeat(None, PIECE)
            if clock() > end:
                self.over = "time limit"
                return
        self.over = "step limit"


def metered(source, filename, mode="exec"):
    """A text compiled with a tick at the head of every loop and function. Nothing else of it changes."""
    tree = ast.parse(source, filename, mode)
    try:
        for node in ast.walk(tree):
            if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
                node.body.insert(0, tick(node))
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                # What stands first stays first: it may be the docstring.
                node.body.insert(1 if documented(node) else 0, tick(node))
        return compile(tree, filename, mode)
    except RecursionError:
        return compile(source, filename, mode)


def documented(node):
    first = node.body[0]
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


def tick(node):
    at = {"lineno": node.lineno, "col_offset": 0, "end_lineno": node.lineno, "end_col_offset": 0}
    return ast.Expr(ast.Call(ast.Name(TICK, ast.Load(), **at), [], [], **at), **at)


class Bench:
    """Where programs run: fresh names for each, and nothing of one left for the next."""

    def __init__(self, rounds, seconds):
        self.rounds = rounds
        self.seconds = seconds
        self.builtins = dict(builtins.__dict__)
        self.recursion = sys.getrecursionlimit()
        self.streams = Sink()
        self.sleep = time.sleep

    def enter(self):
        sys.stdin = sys.stdout = sys.stderr = self.streams
        time.sleep = self.nap
        self.meter = Meter(self.rounds, self.seconds)
        names = dict(self.builtins)
        # As the original leaves them.
        names.update(exit=None, quit=None, help=None)
        names[TICK] = self.meter.tick
        return {"__builtins__": names}

    def leave(self):
        if builtins.__dict__ != self.builtins:
            builtins.__dict__.clear()
            builtins.__dict__.update(self.builtins)
        if sys.getrecursionlimit() != self.recursion:
            sys.setrecursionlimit(self.recursion)
        sys.settrace(None)
        time.sleep = self.sleep

    def nap(self, seconds):
        # A sleep as long as the limit ends the run at once.
        if seconds >= self.seconds:
            raise Late
        self.sleep(seconds)

    def attempt(self, action):
        """What an action came to: `(None, value)`, or `(reason, class of the error)`."""
        try:
            alarm(self.seconds)
            value = action()
            alarm(0)
        except BaseException as error:
            alarm(0)
            if self.meter.over is not None:
                return self.meter.over, None
            if isinstance(error, Late):
                return "time limit", None
            return "raises", type(error).__name__
        return (None, value) if self.meter.over is None else (self.meter.over, None)


def compiled(action):
    """A code object, or the name of the error that says there is none."""
    try:
        return action(), None
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
        return None, type(error).__name__


def judge_exec(bench, item):
    code, fault = compiled(lambda: metered(item["text"], "<string>"))
    if code is None:
        return "syntax error", fault
    names = bench.enter()
    reason, error = bench.attempt(lambda: exec(code, names))
    if reason is None:
        return "passes", None
    return ("assertion fails" if error == "AssertionError" else reason), error


def judge_script(bench, item):
    """How a file ends: with exit code 0, or with what in the text of its error."""
    lines = item["text"].splitlines(keepends=True)
    linecache.cache[SCRIPT] = len(item["text"]), None, lines, SCRIPT
    names = bench.enter()
    names["__name__"] = "__main__"
    names["__builtins__"].update(exit=sys.exit, quit=sys.exit, help=no_help)
    try:
        alarm(bench.seconds)
        exec(metered(item["text"], SCRIPT), names)
        alarm(0)
    except SystemExit as end:
        alarm(0)
        if end.code is None or type(end.code) is int and end.code % 256 == 0:
            return "passes", None
        # A text is what goes to stderr.
        return "syntax error" if "SyntaxError" in str(end.code) else "raises", "SystemExit"
    except BaseException as error:
        alarm(0)
        if bench.meter.over is not None or isinstance(error, Late):
            return bench.meter.over or "time limit", None
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return ("syntax error" if "SyntaxError" in text else "raises"), type(error).__name__
    return ("passes" if bench.meter.over is None else bench.meter.over), None


def no_help(*_):
    return None


def judge_call(bench, item):
    answer = item["answer"].strip()
    tree, _ = compiled(lambda: ast.parse(answer, "<answer>", "eval"))
    if tree is None:
        return "not one expression", None
    if any(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(io.StringIO(answer).readline)):
        return "comment", None
    call = tree.body
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return "not a call", None
    if call.func.id != "f":
        return "other function", None
    code, fault = compiled(lambda: metered(item["code"], "<program>"))
    if code is None:
        return "program does not run", fault
    names = bench.enter()
    reason, error = bench.attempt(lambda: exec(code, names))
    if reason is not None:
        return "program does not run", error
    if not PlainArguments(names).allow(call):
        return "argument not allowed", None
    given, fault = compiled(lambda: compile(tree, "<answer>", "eval"))
    if given is None:
        return "not one expression", fault
    reason, value = bench.attempt(lambda: eval(given, names))
    if reason is not None:
        return reason, value
    reason, expected = bench.attempt(lambda: eval(compile(item["output"], "<reference>", "eval"), names))
    if reason is not None:
        return "reference does not run", expected
    return compared(bench, expected, value)


def judge_literal(bench, item):
    bench.enter()
    reason, expected = bench.attempt(lambda: ast.literal_eval(item["output"]))
    if reason is not None:
        return "reference does not run", expected
    reason, value = bench.attempt(lambda: ast.literal_eval(item["answer"]))
    if reason is not None:
        return "not a literal", value
    return compared(bench, expected, value)


def compared(bench, expected, value):
    if same(expected, value):
        return "equal", None
    reason, equal = bench.attempt(lambda: bool(expected == value))
    return ("other type" if reason is None and equal else "not equal"), None


KINDS = {"exec": judge_exec, "script": judge_script, "call": judge_call, "literal": judge_literal}


def main(payload, host):
    warnings.simplefilter("ignore")
    if TIMERS:
        signal.signal(signal.SIGVTALRM, late)
    host.strings(["ready"])
    bench = Bench(payload["rounds"], payload["seconds"])
    kinds, send, dumps = KINDS, host.strings, json.dumps
    for item in payload["items"]:
        try:
            verdict = kinds[item["kind"]](bench, item)
        finally:
            bench.leave()
        send([dumps(verdict)])
    return len(payload["items"])
