"""Runs programs in plain Python and reports what each call did. Knows nothing of Tracebook: it is the oracle.

python3 child.py < [{"file", "source", "calls"}, …] > [[{"call", "outcome", "value", "literal"?, "output"}, …], …]
"""
import ast
import contextlib
import io
import json
import sys

import virtual_time


def shown(value):
    """repr, but sets in the order of their members' text: their own order differs between machines."""
    kind = type(value)
    if kind in (set, frozenset) and value:
        text = "{" + ", ".join(sorted(map(shown, value))) + "}"
        return text if kind is set else f"frozenset({text})"
    if kind is list:
        return "[" + ", ".join(map(shown, value)) + "]"
    if kind is tuple:
        return "(" + ", ".join(map(shown, value)) + ("," if len(value) == 1 else "") + ")"
    if kind is dict:
        return "{" + ", ".join(f"{shown(k)}: {shown(v)}" for k, v in value.items()) + "}"
    return repr(value)


def literal(text):
    """Whether the text says the value by itself."""
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return False
    return True


def observe(source, file, call):
    row = {"call": call}
    output = io.StringIO()
    namespace = {"__name__": "program"}
    with contextlib.redirect_stdout(output):
        exec(compile(source, file, "exec"), namespace)
        try:
            value = eval(compile(call, "<call>", "eval"), namespace)
        except BaseException as error:
            row.update(outcome="throw", value=f"{type(error).__name__}: {error}")
        else:
            text = shown(value)
            row.update(outcome="return", value=text)
            if literal(text):
                row["literal"] = text
    row["output"] = output.getvalue()
    return row


virtual_time.install()
programs = json.load(sys.stdin)
results = [[observe(p["source"], p["file"], call) for call in p["calls"]] for p in programs]
json.dump(results, sys.stdout)
