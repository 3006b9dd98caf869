"""Answers about values, read and compared as the original does, with the true values as live objects."""
import ast
import copy
import datetime
import pydoc
import re
import sys

from reval_compat import NIL, Recorder, names_of, values_of
from reval_subject import Failure, Subject, said, silence

QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


class Unread(Exception):
    pass


def numpy():
    try:
        import numpy as np
    except ImportError:
        raise Unread("no numpy") from None
    return np


def evaluated(text):
    names = {"datetime": datetime}
    if "np." in text or "numpy" in text:
        names["np"] = names["numpy"] = numpy()
    return eval(text, names)


def read(text):
    """Value and its named type, or NIL. Anything else is an error."""
    text = text.translate(QUOTES).strip()
    if text.lower() in ("nil", "[nil]"):
        return NIL
    if ";" not in text:
        raise Unread("no type")
    value, kind = (part.strip() for part in text.rsplit(";", 1))
    kind = kind.lower()
    wrapped = re.match(r"<class '(.*)'>", kind)
    kind = wrapped.group(1) if wrapped else kind
    # Greedy: of nested brackets all but the last pair stay, commas among them.
    generic = re.match(r"(.*)\[.*\]", kind)
    kind = generic.group(1) if generic else kind
    kind = {"string": "str", "integer": "int"}.get(kind, kind)
    if "," in kind or "tuple" in kind:
        kind = "tuple"
    if value == "None":
        return None, type(None)
    if kind == "str":
        try:
            return evaluated(value), str
        except Exception:
            return value, str
    if kind == "datetime.datetime":
        return moment(value), datetime.datetime
    if kind in ("numpy.ndarray", "np.ndarray"):
        return numpy().array(evaluated(value)), numpy().ndarray
    found = pydoc.locate(kind)
    if not isinstance(found, type):
        raise Unread("no such type")
    if found.__module__ == "builtins":
        return evaluated(value), found
    try:
        return found(evaluated(value)), found
    except Exception:
        return found(value), found


def moment(text):
    try:
        from dateutil import parser
    except ImportError:
        return datetime.datetime.fromisoformat(text)
    return parser.parse(text)


def same(value, kind, truths):
    if not any(type(truth) is kind for truth in truths) or type(value) is not kind:
        return False
    if kind is float:
        return any(isinstance(truth, float) and abs(truth - value) < 1e-6 for truth in truths)
    try:
        return bool(value in truths)
    except Exception:
        np = numpy()
        return any(type(truth) is kind and np.allclose(truth, value) for truth in truths)


def judged(text, truths):
    try:
        answer = read(text)
    except BaseException:
        return "unread"
    if answer is NIL or truths is NIL:
        return "right" if answer is truths else "wrong"
    try:
        return "right" if same(*answer, truths) else "wrong"
    except BaseException:
        return "wrong"


def pair_answer(subject, pair):
    recorder = Recorder({probe["line"] for probe in pair["probes"]}, names_of(pair["probes"]))
    call = subject.call(pair["input"])
    try:
        recorder.run(call)
    except BaseException as error:
        raise Failure("raises", said(error)) from None
    verdicts = []
    for probe, texts in zip(pair["probes"], pair["answers"]):
        truths = values_of(recorder.states, probe["line"], ast.parse(probe["var"], mode="eval").body)
        # Answers are Python; what they do to the true values is not there for the next one.
        verdicts.append([judged(text, copied(truths)) for text in texts])
    return {"status": "ok", "verdicts": verdicts}


def copied(truths):
    try:
        return copy.deepcopy(truths) if truths is not NIL else NIL
    except Exception:
        return truths


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
                pairs.append(pair_answer(subject, pair))
            except Failure as failure:
                pairs.append({"status": failure.status, "why": failure.why})
    return {"version": list(sys.version_info[:3]), "programs": answer}
