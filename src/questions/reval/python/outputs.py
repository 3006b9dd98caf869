"""Answers to output tests: run as the original does, or with nothing taken from them but the values of the holes."""
import ast
import sys
import textwrap
import types

from reval_subject import Failure, Subject, silence

HOLE = "HOLE_"
CHEATS = ("assertTrue(True)", "assertFalse(False)", "assert True", "assert False")


def completed(question, answer):
    """The original's test: where the answer has fewer lines, the question's first ones stand before it."""
    asked, given = question.split("\n"), answer.split("\n")
    if len(given) < len(asked):
        given = asked[:len(asked) - len(given)] + given
    return "\n".join(given)


def compat(subject, pair, answer):
    text = completed(pair["test"], answer)
    if any(cheat in text for cheat in CHEATS):
        return "always true"
    if text.count("assert") < pair["test"].count("assert"):
        return "asserts missing"
    return run(subject, pair, text)


def run(subject, pair, text):
    try:
        if subject.is_class:
            run_method(subject, pair, text.replace("assert", "self.assert"))
        else:
            exec(compile(text, "<answer>", "exec", dont_inherit=True), dict(subject.space))
    except SyntaxError:
        return "not Python"
    except BaseException:
        return "fails"
    return "passes"


def run_method(subject, pair, text):
    name, method = subject.cases[pair["input"]]
    space = dict(subject.space)
    body = textwrap.indent(text, "    ")
    exec(compile(f"def {method}(self):\n{body}\n", "<answer>", "exec", dont_inherit=True), space)
    case = subject.space[name](method)
    case.setUp()
    types.MethodType(space[method], case)()


def strict(subject, pair, answer):
    """Only the values of the holes count: literals, put into the test as it was asked."""
    try:
        asked = ast.parse(pair["test"].replace("??", HOLE))
    except SyntaxError:
        return "no hole"
    holes = [node for node in ast.walk(asked) if isinstance(node, ast.Name) and node.id == HOLE]
    try:
        given = ast.parse(answer)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "not Python"
    found = {}
    alone = given.body[0].value if len(given.body) == 1 and isinstance(given.body[0], ast.Expr) else None
    if not matches(asked, given, found):
        # A bare value will do where there is one hole.
        if len(holes) != 1 or alone is None or isinstance(alone, ast.Call):
            return "test altered"
        found = {id(holes[0]): alone}
    if len(found) != len(holes):
        return "test altered"
    if not all(is_literal(value) for value in found.values()):
        return "not a literal"
    text = ast.unparse(ast.fix_missing_locations(Fill(found).visit(asked)))
    return run(subject, pair, text)


class Fill(ast.NodeTransformer):
    def __init__(self, found):
        self.found = found

    def visit_Name(self, node):
        return self.found.get(id(node), node)


def is_literal(node):
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset") and not node.args and not node.keywords
    try:
        ast.literal_eval(node)
        return True
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False


def matches(asked, given, found):
    """Whether two trees are equal but for the holes, which are collected."""
    if isinstance(asked, ast.Name) and asked.id == HOLE:
        found[id(asked)] = given
        return isinstance(given, ast.expr)
    if type(asked) is not type(given):
        return False
    if isinstance(asked, ast.AST):
        names = [name for name in asked._fields if name not in ("ctx", "type_comment", "kind")]
        return all(matches(getattr(asked, name, None), getattr(given, name, None), found) for name in names)
    if isinstance(asked, list):
        return len(asked) == len(given) and all(matches(a, b, found) for a, b in zip(asked, given))
    return asked == given


def main(payload, host):
    silence()
    answer = []
    for row in payload["programs"]:
        pairs = []
        answer.append(pairs)
        for pair in row["pairs"]:
            # Each test gets the program anew: answers are Python, and may have changed it.
            verdicts = []
            try:
                for text in pair["answers"][0]:
                    judge = strict if pair["strict"] else compat
                    verdicts.append(judge(Subject(row), pair, text))
            except Failure as failure:
                pairs.append({"status": failure.status, "why": failure.why})
                continue
            pairs.append({"status": "ok", "verdicts": [verdicts]})
    return {"version": list(sys.version_info[:3]), "programs": answer}
