"""
Truth by activation and statement: what the probes of the benchmark would mean if frames were told apart.

A line event begins an occurrence of the statement it belongs to (of a compound one: of its head), unless it goes
on with the one that is open in its activation. The occurrence ends where the next begins in the same activation,
or where the activation is left; its value is read there, in the frame it ran in. Frames of comprehensions and
lambdas belong to the statement that runs them; a `yield` leaves its statement open.
"""
import ast
import dis
import sys

from reval_subject import FILE, Failure, Subject, said, silence

FOLDED = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<lambda>")
SUSPENDS = 0x20 | 0x80 | 0x200


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)


class Lines:
    """For each line the first line of its statement or head; and what heads do out of turn."""

    def __init__(self, code):
        self.start = {}
        self.loops = set()
        self.inside = {}
        self.inlined = set()
        nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt)]
        for node in sorted(nodes, key=lambda node: (node.lineno, -node.end_lineno)):
            body = getattr(node, "body", None)
            end = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            for line in range(node.lineno, end + 1):
                self.start[line] = node.lineno
            if isinstance(node, (ast.For, ast.AsyncFor)):
                self.loops.add(node.lineno)
            if sys.version_info >= (3, 12) and not body and any(isinstance(part, COMPREHENSIONS) for part in ast.walk(node)):
                self.inlined.add(node.lineno)
            if isinstance(node, (ast.With, ast.AsyncWith)):
                self.inside[node.lineno] = range(end + 1, node.end_lineno + 1)


class Activation:
    __slots__ = ("top", "function", "call", "open", "line", "raised", "left", "counts")

    def __init__(self, top, function, call):
        self.top = self if top is None else top
        self.function = function
        self.call = call
        self.open = None
        self.line = None
        self.raised = False
        self.left = None
        self.counts = {}


class Occurrence:
    __slots__ = ("start", "at", "k", "over", "raised", "values")

    def __init__(self, start, at):
        self.start = start
        self.at = at
        self.k = at.counts[start] = at.counts.get(start, 0) + 1
        self.over = None
        self.raised = False
        self.values = None


class Watch:
    """Records a run. `asked` maps a line to the expressions wanted after its occurrences, by position."""

    def __init__(self, lines, asked):
        self.lines = lines
        self.asked = asked
        self.steps = []
        self.frames = {}
        self.calls = {}

    def run(self, call):
        before = sys.gettrace()
        sys.settrace(self.trace)
        try:
            return call()
        finally:
            sys.settrace(before)

    def trace(self, frame, event, arg):
        code = frame.f_code
        if code.co_filename != FILE or code.co_name in FOLDED:
            return None
        if frame not in self.frames:
            caller = frame.f_back
            while caller is not None and caller not in self.frames:
                caller = caller.f_back
            number = self.calls[code] = self.calls.get(code, 0) + 1
            top = None if caller is None else self.frames[caller].top
            self.frames[frame] = Activation(top, code.co_name, number)
        return self.local

    def local(self, frame, event, arg):
        here = self.frames.get(frame)
        if here is None:
            return None
        if event == "line":
            self.begin(frame, here, frame.f_lineno)
        elif event == "exception":
            # A loop takes the end of its iterator for an exception of its head.
            if not (issubclass(arg[0], StopIteration) and here.open and here.open.start in self.lines.loops):
                here.raised = True
        elif event == "return" and not suspended(frame):
            here.left = "raises" if here.raised else "returns"
            self.end(frame, here, here.left)
            del self.frames[frame]
        return self.local

    def begin(self, frame, here, line):
        start = self.lines.start.get(line, line)
        was = here.open
        if was is not None:
            # Since 3.12 comprehensions run in the frame around them, whose line then comes again and again.
            goes_on = line != start or here.line != line or start in self.lines.inlined
            if start == was.start and goes_on:
                here.line = line
                return
            if was.start in self.lines.inside.get(start, ()) and not here.raised:
                # The end of a `with` passes its head again.
                return
            self.end(frame, here, start)
        here.raised = False
        here.line = line
        here.open = Occurrence(start, here)
        self.steps.append(here.open)

    def end(self, frame, here, over):
        was = here.open
        if was is None:
            return
        was.over = over
        was.raised = here.raised
        nodes = self.asked.get(was.start)
        if nodes and over != "raises":
            names = frame.f_locals
            was.values = {i: value_of(node, names) for i, node in nodes}


def suspended(frame):
    """Whether a `return` event is that of a `yield` or `await`."""
    code = frame.f_code
    return bool(code.co_flags & SUSPENDS) and dis.opname[code.co_code[frame.f_lasti]] == "YIELD_VALUE"


def value_of(node, names):
    """Type and text of an expression's value; `None` where it has none."""
    try:
        value = resolve(node, names)
        kind = type(value)
        return f"{kind.__module__}.{kind.__qualname__}", repr(value)
    except Exception:
        return None


def resolve(node, names):
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Attribute):
        return getattr(resolve(node.value, names), node.attr)
    if isinstance(node, ast.Subscript):
        return resolve(node.value, names)[resolve(node.slice, names)]
    if isinstance(node, ast.Tuple):
        return tuple(resolve(part, names) for part in node.elts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        left, right = resolve(node.left, names), resolve(node.right, names)
        return left + right if isinstance(node.op, ast.Add) else left - right
    raise ValueError("not a name, attribute, item, tuple or sum")


def merged(steps):
    """Steps in a row on one line are one, as in the original."""
    return [step for i, step in enumerate(steps) if i == 0 or steps[i - 1].start != step.start]


def probe_answer(steps, joined, line, i):
    at = [n for n, step in enumerate(joined) if step.start == line]
    last = len(joined) - 1
    mine = [(n, step) for n, step in enumerate(steps) if step.start == line]
    found = {value for _, step in mine for value in [(step.values or {}).get(i)] if value is not None}
    return {
        "covered": bool(at),
        "next": sorted({joined[n + 1].start if n < last else -1 for n in at} or {-1}),
        "over": sorted({step.over if isinstance(step.over, int) else -1 for _, step in mine} or {-1}),
        "values": sorted(f"{kind.split('.')[-1]}:{text}" for kind, text in found) or None,
        "occurrences": [occurrence(steps, n, step, i) for n, step in mine],
    }


def occurrence(steps, n, step, i):
    following = steps[n + 1] if n + 1 < len(steps) else None
    top = step.at.top
    into = following.start if following is not None and following.at.top is top else None
    value = None if step.raised else (step.values or {}).get(i)
    return {
        "function": step.at.function,
        "call": step.at.call,
        "k": step.k,
        "into": into if into is not None else ended(top.left),
        "over": ended(step.over, step.at is top),
        "value": None if value is None else list(value),
        "raised": step.raised,
    }


def ended(over, leaves=True):
    """A line, or why there is none: the test goes on, the caller does, an exception leaves, or all is over."""
    if isinstance(over, int):
        return over
    if over == "returns":
        return "returns-to-test" if leaves else "returns"
    return "raises" if over == "raises" else "ends"


def pair_answer(subject, lines, pair):
    asked = {}
    for i, probe in enumerate(pair["probes"]):
        asked.setdefault(probe["line"], []).append((i, ast.parse(probe["var"], mode="eval").body))
    watch = Watch(lines, asked)
    call = subject.call(pair["input"])
    try:
        watch.run(call)
    except BaseException as error:
        raise Failure("raises", said(error)) from None
    joined = merged(watch.steps)
    probes = pair["probes"]
    return {"status": "ok", "probes": [probe_answer(watch.steps, joined, p["line"], i) for i, p in enumerate(probes)]}


def setup_lines(subject, lines, pair):
    """Lines of the program that `setUp` runs, which happens before the original begins to look."""
    watch = Watch(lines, {})
    try:
        watch.run(lambda: subject.call(pair["input"]))
    except Failure:
        pass
    return sorted({step.start for step in watch.steps})


def program_answer(row):
    try:
        subject = Subject(row)
        lines = Lines(row["code"])
    except Failure as failure:
        return [{"status": failure.status, "why": failure.why} for _ in row["pairs"]]
    answer = []
    for pair in row["pairs"]:
        try:
            answer.append(pair_answer(subject, lines, pair))
            if subject.is_class:
                answer[-1]["custom"] = subject.has_setup(pair["input"])
                answer[-1]["setup"] = setup_lines(subject, lines, pair)
        except Failure as failure:
            answer.append({"status": failure.status, "why": failure.why})
    return answer


def main(payload, host):
    silence()
    return {"version": list(sys.version_info[:3]), "programs": [program_answer(row) for row in payload["programs"]]}
