"""What the output tests give away: read from their text alone, nothing is run."""
import ast
import re
import sys

HOLE = "HOLE_"


def is_hole(node):
    return isinstance(node, ast.Name) and node.id == HOLE


def is_literal(node):
    try:
        ast.literal_eval(node)
        return True
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False


def asserts_with_holes(text):
    for node in ast.walk(ast.parse(text.replace("??", HOLE))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and any(map(is_hole, node.args)):
            yield node


def leaks(call):
    """The other side of the comparison is a literal: the answer is written there."""
    return len(call.args) >= 2 and is_hole(call.args[1]) and is_literal(call.args[0])


def judged(call):
    """`True` or `False` belongs here, which the original takes for an attempt to cheat."""
    return call.func.id in ("assertTrue", "assertFalse") and is_hole(call.args[0])


def shown_calls(code, name):
    """Calls of a function that its program shows in its docstrings, as dumps of their trees."""
    shown = set()
    for docstring in re.findall(r'"""(.*?)"""|\'\'\'(.*?)\'\'\'', code, re.DOTALL):
        text = docstring[0] or docstring[1]
        for found in re.finditer(re.escape(name) + r"\(", text):
            for end in [i for i in range(found.end(), len(text)) if text[i] == ")"]:
                try:
                    shown.add(ast.dump(ast.parse(text[found.start():end + 1])))
                    break
                except (SyntaxError, ValueError):
                    pass
    return shown


def look(row, pair):
    text = pair["test"]
    if row["test"] is None:
        call = text[text.find("assert ") + 7:text.rfind("==")].strip()
        shown = shown_calls(row["code"], row["entry_point"])
        return {"leaks": False, "judged": False, "shown": call in row["code"] or ast.dump(ast.parse(call)) in shown}
    calls = list(asserts_with_holes(text))
    return {"leaks": bool(calls) and all(map(leaks, calls)), "judged": any(map(judged, calls)), "shown": False}


def main(payload, host):
    programs = []
    for row in payload["programs"]:
        pairs = []
        programs.append(pairs)
        for pair in row["pairs"]:
            try:
                pairs.append({"status": "ok", **look(row, pair)})
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                pairs.append({"status": "does not load", "why": type(error).__name__})
    return {"version": list(sys.version_info[:3]), "programs": programs}
