"""A program of the benchmark, loaded into a namespace of its own, and its pairs made callable."""
import ast
import io
import re
import sys
import types

from reval_standins import stand_in

FILE = "<internals>"
MODULE = "dynamics"


class Failure(Exception):
    """A pair that cannot be run: a status of the closed list, and why."""

    def __init__(self, status, why):
        super().__init__(status)
        self.status = status
        self.why = why


def said(error):
    """Class and message of an exception on one line, bounded, even where its `str` fails."""
    try:
        text = str(error)
    except BaseException:
        text = ""
    text = " ".join(text.split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


class Quiet(io.TextIOBase):
    """Standard output of the programs: nothing is kept."""

    def writable(self):
        return True

    def write(self, text):
        return len(text)


def silence():
    sys.stdin = io.StringIO()
    sys.stdout = Quiet()
    sys.stderr = Quiet()


class Subject:
    """One row of the data file. Each pair gets its call from `call`, made ready but not yet run."""

    def __init__(self, row):
        self.row = row
        self.is_class = row["test"] is not None
        module = types.ModuleType(MODULE)
        sys.modules[MODULE] = module
        self.space = module.__dict__
        self.cases = []
        try:
            stand_in(row["code"])
            exec(compile(row["code"], FILE, "exec", dont_inherit=True), self.space)
            if self.is_class:
                self.load_tests()
        except ModuleNotFoundError as error:
            raise Failure("missing module", str(error.name)) from None
        except BaseException as error:
            raise Failure("does not load", said(error)) from None

    def load_tests(self):
        """The test module with one method a class: the first in source order."""
        tree = ast.parse(self.row["test"])
        wanted = re.compile(f"^{re.escape(self.row['entry_point'])}Test.*")
        for node in tree.body:
            if not isinstance(node, ast.ClassDef) or not wanted.match(node.name):
                continue
            tests = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name.startswith("test")]
            node.body = [item for item in node.body if item not in tests[1:]] or [ast.Pass()]
            self.cases.append((node.name, tests[0].name if tests else None))
        exec(compile(tree, "<test>", "exec", dont_inherit=True), self.space)

    def call(self, index):
        """The call of one pair: a function of the program on its arguments, or a test method after `setUp`."""
        if not self.is_class:
            try:
                arguments = eval(self.row["inputs"][index], self.space)
                function = self.space[self.row["entry_point"]]
            except BaseException as error:
                raise Failure("no call", said(error)) from None
            return lambda: function(*arguments)
        if index >= len(self.cases) or self.cases[index][1] is None:
            raise Failure("no call", f"no test class {index} with a test method")
        name, method = self.cases[index]
        try:
            case = self.space[name](method)
            case.setUp()
        except BaseException as error:
            raise Failure("raises", f"setUp: {said(error)}") from None
        return getattr(case, method)

    def has_setup(self, index):
        """Whether a test class makes something ready before its methods."""
        case = self.space[self.cases[index][0]]
        return any("setUp" in kind.__dict__ for kind in case.__mro__ if not kind.__module__.startswith("unittest"))
