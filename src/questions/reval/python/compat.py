"""Truth as the original harness computes it: merged line states of every activation, read across frames."""
import ast
import copy
import itertools
import sys
from collections.abc import Generator, Iterator

from reval_subject import FILE, Failure, Subject, said, silence

NIL = "Nil"
# Generators and coroutines: their frames come back after a `return` event.
RESUMABLE = 0x20 | 0x80 | 0x200
DROPPED = ("module", "function", "builtin_function_or_method")


class State:
    """What the original keeps of a line; beside it for the flags alone: what began it, and where it was last."""

    __slots__ = ("line", "values", "frame", "began", "starts", "steps")

    def __init__(self, line, frame, event):
        self.line = line
        self.values = {}
        self.frame = self.began = frame
        self.starts = self.steps = event == "line"


class Recorder:
    """
    One state per run of events on the same line, whatever activation they are in. Values are copied for the names
    and lines that are asked about alone: the original copies all, to the same effect.
    """

    def __init__(self, lines, names):
        self.states = []
        self.lines = lines
        self.names = names
        self.frames = {}
        self.tops = {}

    def at(self, frame, event):
        states = self.states
        number = self.frames[frame]
        if not states or states[-1].line != frame.f_lineno:
            states.append(State(frame.f_lineno, number, event))
        states[-1].frame = number
        return states[-1]

    def trace(self, frame, event, arg):
        if frame.f_code.co_filename != FILE:
            return None
        if frame not in self.frames:
            number = self.frames[frame] = len(self.tops)
            caller = frame.f_back
            while caller is not None and caller not in self.frames:
                caller = caller.f_back
            inner = self.frames.get(caller)
            # Which frame stands right below, and which call of the test or harness this one belongs to.
            self.tops[number] = (self.frames.get(frame.f_back), number if inner is None else self.tops[inner][1])
        return self.local

    def local(self, frame, event, arg):
        if event == "line":
            state = self.at(frame, event)
            state.steps = True
            states = self.states
            if state.line in self.lines or len(states) > 1 and states[-2].line in self.lines:
                state.values = self.snapshot(frame.f_locals)
        elif event == "return" or event == "exception":
            self.at(frame, event)
            if event == "return" and not frame.f_code.co_flags & RESUMABLE:
                del self.frames[frame]
        return self.local

    def snapshot(self, found):
        kept = {}
        for name in self.names:
            if name in found:
                value = found[name]
                if type(value).__name__ not in DROPPED and not isinstance(value, (Iterator, Generator)):
                    kept[name] = value
        return copy.deepcopy(kept)

    def run(self, call):
        before = sys.gettrace()
        sys.settrace(self.trace)
        try:
            return call()
        finally:
            sys.settrace(before)


def resolve(node, states):
    """Values of an expression over all after-states: names of each, all else by products across the moments."""
    if isinstance(node, ast.Name):
        return [state.values[node.id] for state in states if node.id in state.values] or NIL
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Attribute):
        owners = resolve(node.value, states)
        if owners is NIL:
            return NIL
        found = []
        for owner in owners:
            try:
                found.append(getattr(owner, node.attr))
            except Exception:
                pass
        return found or NIL
    if isinstance(node, ast.Subscript):
        owners = resolve(node.value, states)
        keys = resolve(node.slice, states)
        if owners is NIL or keys is NIL:
            return NIL
        found = []
        for owner, key in itertools.product(owners, keys):
            try:
                found.append(owner[key])
            except Exception:
                pass
        return found or NIL
    if isinstance(node, ast.Tuple):
        parts = [resolve(part, states) for part in node.elts]
        if any(part is NIL for part in parts):
            return NIL
        return list(itertools.product(*parts)) or NIL
    return NIL


def written(value):
    kind = type(value)
    try:
        text = repr(value)
    except Exception as error:
        text = f"<no repr: {type(error).__name__}>"
    return [f"{kind.__module__}.{kind.__qualname__}", text]


def probe_row(recorder, line, var):
    """One row of the truth: covered, next lines, values, and how often the line ran; and what the flags need."""
    states = recorder.states
    at = [i for i, state in enumerate(states) if state.line == line]
    if not at:
        none = {"crosses": False, "spurious": False, "steps_in": False}
        return {"cov": False, "next": [-1], "val": NIL, "times": 0, **none}
    last = len(states) - 1
    follows = {states[i + 1].line if i < last else -1 for i in at}
    values = values_of(states, line, ast.parse(var, mode="eval").body)
    return {
        "cov": True,
        "next": sorted(follows),
        "val": NIL if values is NIL else [written(value) for value in values],
        "times": len(at),
        "crosses": any(crosses(recorder, states[i], states[i + 1]) for i in at if i < last),
        "spurious": any(not state.steps for i in at for state in states[i:i + 2]),
        "steps_in": any(enters(recorder, states[i], states[i + 1]) for i in at if i < last),
    }


def values_of(states, line, node):
    """Values of an expression in the states after those on a line; of the last state its own. NIL where none is."""
    last = len(states) - 1
    after = [states[min(i + 1, last)] for i, state in enumerate(states) if state.line == line]
    return resolve(node, after) if after else NIL


def crosses(recorder, state, following):
    """Whether a step leaves a call of the test for its next one."""
    tops = recorder.tops
    return state.steps and following.starts and tops[state.frame][1] != tops[following.began][1]


def enters(recorder, state, following):
    """Whether a step goes into a function that the line calls."""
    return following.starts and recorder.tops[following.began][0] == state.frame


def names_of(probes):
    return {
        node.id
        for probe in probes
        for node in ast.walk(ast.parse(probe["var"], mode="eval"))
        if isinstance(node, ast.Name)
    }


def pair_rows(subject, pair):
    """The rows of one pair: its probes in order, and what its call gave."""
    recorder = Recorder({probe["line"] for probe in pair["probes"]}, names_of(pair["probes"]))
    call = subject.call(pair["input"])
    try:
        result = recorder.run(call)
    except BaseException as error:
        raise Failure("raises", said(error)) from None
    states = recorder.states
    rows = [dict(probe_row(recorder, probe["line"], probe["var"]), nstates=len(states)) for probe in pair["probes"]]
    return {"status": "ok", "probes": rows, "output": output(subject, pair, result)}


def output(subject, pair, result):
    """The output test with its hole filled by the stored output, and both texts; nothing for a test class."""
    if subject.is_class:
        return None
    expected = subject.row["outputs"][pair["input"]]
    try:
        exec(compile(pair["test"].replace("??", expected), "<output>", "exec", dont_inherit=True), dict(subject.space))
        passes = True
    except BaseException:
        passes = False
    return {"check": passes, "result": written(result)[1], "expected": expected}


def main(payload, host):
    silence()
    answer = []
    for row in payload["programs"]:
        pairs = []
        answer.append(pairs)
        try:
            subject = Subject(row)
        except Failure as failure:
            pairs.extend({"status": failure.status, "why": failure.why} for _ in row["pairs"])
            continue
        for pair in row["pairs"]:
            try:
                pairs.append(pair_rows(subject, pair))
            except Failure as failure:
                pairs.append({"status": failure.status, "why": failure.why})
    return {"version": list(sys.version_info[:3]), "programs": answer}
