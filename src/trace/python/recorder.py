"""Strict recorder: rewrites a program with statement-begin and statement-end probes, runs it, writes the event log.

The numbers of rows, tags, shapes and parts are those of `format/Kind.ts`. Hooks are put into the compiled code as
constants, so that no name of the program's is taken; the activation is held in a local whose name no program can write
and which `locals()` does not show. While recording, nothing of the program runs: contents
are read through the built-in types' own methods.
"""
import _thread
import array
import ast
import builtins
import collections
import datetime
import decimal
import enum
import fractions
import itertools
import linecache
import re
import sys
import time
import types
import warnings
import weakref
from operator import is_

from tracebook_environment import Deadlock, Environment

CALL, SCOPE, BEGIN, END, BRANCH, SET, RETURN, THROW, CATCH, AWAIT, YIELD = range(1, 12)
RESUME, RESUME_THROW, RESUME_RETURN, OUTPUT, READ, KEY, PUT, DELETE, GET, NEW, ENTRY, MUTATE, ARG = range(12, 25)
TIMER, CLOCK, JOB, SETTLE, CHECK, THREAD, SYNC = range(25, 32)
NULL, FALSE, TRUE, NUMBER, STRING = (tag << 5 for tag in (1, 2, 3, 4, 5))
OBJECT, FUNCTION, ELIDED, UNINITIALIZED, INT, LONG = (tag << 5 for tag in (8, 9, 12, 13, 14, 15))
S_OBJECT, S_ARRAY, S_MAP, S_SET, S_ERROR, S_FUNCTION, S_BOXED, S_OPAQUE = 0, 1, 2, 3, 6, 7, 8, 13
E_PROPERTY, E_MAP, E_INTERNAL, E_TRUNCATED = (ENTRY | part << 9 for part in (0, 1, 2, 3))
M_PUSH, M_POP, M_SPLICE, M_MAP_SET, M_MAP_DELETE, M_CLEAR, M_SET_ADD, M_SET_DELETE = 1, 2, 5, 10, 11, 12, 13, 14
SAFE = 2**53
# Objects compared after one statement: what lies beyond is compared when it comes nearer.
NODES = 20_000
CHUNK = 3 * 65536
TEXT_BUDGET, INTERN_BUDGET, SHORT = 64_000_000, 16_000_000, 32
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MISSING = object()


class Stop(BaseException):
    """A bound was reached. Every probe raises it again."""


# ---------------------------------------------------------------- places


class Text:
    """The bytes of a source, to turn positions of `ast` into offsets."""

    def __init__(self, source, program):
        self.program = program
        self.bom = source.startswith("\ufeff")
        self.source = source[1:] if self.bom else source
        self.data = self.source.encode("utf-8", "surrogatepass")
        self.starts = [0]
        data = self.data
        i = 0
        while True:
            n, r = data.find(b"\n", i), data.find(b"\r", i)
            if n < 0 and r < 0:
                break
            i = n if r < 0 or 0 <= n < r else r + 1 if data[r + 1:r + 2] != b"\n" else r + 1
            if data[i:i + 1] == b"\n" and (i == n or data[i - 1:i] == b"\r"):
                i += 1
            self.starts.append(i)

    def offset(self, line, column):
        return self.starts[min(line, len(self.starts)) - 1] + column

    def span(self, node):
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def statement(self, node):
        """Decorators belong to the statement; `ast` begins behind them."""
        start, end = self.span(node)
        decorators = getattr(node, "decorator_list", None)
        if decorators:
            start = self.data.rfind(b"@", 0, self.span(decorators[0])[0])
        return start, end

    def name(self, start, end, name, behind=b""):
        """Span of the last `name` between two offsets, behind a keyword; the whole where it is not found."""
        word = name.encode("utf-8", "surrogatepass")
        at = self.data.find(behind, start, end) + len(behind) if behind else start
        while at >= start:
            at = self.data.find(word, at, end)
            after = self.data[at + len(word):at + len(word) + 1]
            before = self.data[at - 1:at]
            if at < 0:
                break
            if not (after.isalnum() or after == b"_" or before.isalnum() or before == b"_"):
                return at, at + len(word)
            at += 1
        return start, end

    def said(self, span):
        shift = 3 if self.bom else 0
        return [span[0] + shift, span[1] + shift]


class Tables:
    """Static tables, with spans (program, start, end) in place of nodes."""

    def __init__(self):
        self.functions, self.sites, self.variables, self.writes, self.reads = [], [], [], [], []

    def add(self, table, text, span, **fields):
        entry = dict(fields, program=text.program, span=text.said(span))
        table.append(entry)
        return len(table) - 1


class Scope:
    """Names of a module, function, lambda, class body or call."""

    def __init__(self, kind, up, fn, depth):
        self.kind, self.up, self.fn, self.depth = kind, up, fn, depth
        self.names, self.outer, self.hidden = {}, {}, []
        self.parts = None

    @property
    def frame(self):
        """Expression for the activation."""
        if self.kind in ("module", "call"):
            return constant(f"{PREFIX}{self.kind}")
        return None if self.kind == "class" else name_of(f"{HIDDEN_NAME}{self.depth}")

    def enclosing(self):
        """The scope functions written here see: a class body hides its names from them."""
        return self if self.kind != "class" else self.up


class Fn:
    """What the probes of a function need to know of it."""

    __slots__ = ("id", "call", "throw", "params", "site", "write", "outer", "globals", "lean", "captured", "code", "body")

    def __init__(self, number):
        self.id, self.call, self.throw = number, CALL | number << 9, THROW | number << 9
        self.params, self.site, self.write, self.outer, self.globals = (), 0, 0, {}, {}
        self.lean, self.captured, self.code, self.body = True, False, None, False


# ---------------------------------------------------------------- building code

PREFIX = "\0tracebook."
# Begins the locals that hold activations: no program can write it, and it sorts behind all names, so that the cells of
# a closure keep their places.
HIDDEN_NAME = "\U0010ffff"


def constant(value):
    return ast.Constant(value=value)


def name_of(name, context=None):
    return ast.Name(id=name, ctx=context or ast.Load())


def placed(node, at):
    """Gives a new node and what is new in it the position of an old one."""
    for inner in ast.walk(node):
        if not hasattr(inner, "lineno") and "lineno" in inner._attributes:
            inner.lineno, inner.col_offset = at.lineno, at.col_offset
            inner.end_lineno, inner.end_col_offset = at.end_lineno, at.end_col_offset
    return node


class Bound(ast.NodeVisitor):
    """Names a scope binds, with kind and span of their first binding; nested scopes are left out."""

    def __init__(self, text):
        self.text, self.found, self.globals, self.nonlocals = text, {}, set(), set()
        self.yields = self.awaits = False
        self.flat = None

    def add(self, name, kind, span):
        self.found.setdefault(name, (kind, self.flat or span))

    def visit_JoinedStr(self, node):
        before = self.flat
        self.flat = before or self.text.span(node)
        self.generic_visit(node)
        self.flat = before

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.add(node.id, "var", self.text.span(node))

    def outside(self, node):
        for part in getattr(node, "decorator_list", ()):
            self.visit(part)
        args = getattr(node, "args", None)
        if isinstance(args, ast.arguments):
            for part in [*args.defaults, *args.kw_defaults]:
                if part is not None:
                    self.visit(part)

    def visit_FunctionDef(self, node):
        start, end = self.text.span(node)
        self.add(node.name, "function", self.text.name(start, end, node.name, b"def"))
        self.outside(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.outside(node)

    def visit_ClassDef(self, node):
        start, end = self.text.span(node)
        self.add(node.name, "class", self.text.name(start, end, node.name, b"class"))
        self.outside(node)
        for part in [*node.bases, *(word.value for word in node.keywords)]:
            self.visit(part)

    def comprehension(self, node):
        inner = Bound(self.text)
        for part in ast.iter_child_nodes(node):
            inner.visit(part)
        for name, (kind, span) in inner.found.items():
            if kind == "walrus":
                self.add(name, kind, span)
        self.awaits = self.awaits or inner.awaits

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_NamedExpr(self, node):
        self.add(node.target.id, "walrus", self.text.span(node.target))
        self.visit(node.value)

    def visit_Global(self, node):
        self.globals.update(node.names)

    def visit_Nonlocal(self, node):
        self.nonlocals.update(node.names)

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name == "*":
                continue
            start, end = self.text.span(alias)
            name = alias.asname or alias.name.partition(".")[0]
            length = len(name.encode())
            self.add(name, "import", (end - length, end) if alias.asname else (start, start + length))

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node):
        if node.name:
            start = self.text.span(node.type)[1]
            self.add(node.name, "catch", self.text.name(start, self.text.span(node.body[0])[0], node.name, b"as"))
        self.generic_visit(node)

    def pattern(self, node):
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if name:
            start, end = self.text.span(node)
            length = len(name.encode())
            self.add(name, "var", (end - length, end) if self.text.data[end - length:end] == name.encode() else
                     self.text.name(start, end, name, b"**"))
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = pattern

    def visit_Yield(self, node):
        self.yields = True
        self.generic_visit(node)

    visit_YieldFrom = visit_Yield

    def visit_Await(self, node):
        self.awaits = True
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is None and isinstance(node.target, ast.Name):
            # Declares a local and binds nothing.
            self.add(node.target.id, "var", self.text.span(node.target))
            return
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)


def bound_in(nodes, text):
    found = Bound(text)
    for node in nodes:
        found.visit(node)
    return found


def targets_of(target):
    """Names a target binds, in order; whether it also writes into an object."""
    if isinstance(target, ast.Name):
        return [target], False
    if isinstance(target, ast.Starred):
        return targets_of(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        names, writes = [], False
        for part in target.elts:
            more, wrote = targets_of(part)
            names += more
            writes = writes or wrote
        return names, writes
    return [], True


# Calls that change no object themselves: what they run of the program is noticed.
PURE = {
    "abs", "all", "any", "ascii", "bin", "bool", "bytes", "callable", "chr", "complex", "dict", "divmod", "enumerate",
    "float", "format", "frozenset", "hash", "hex", "id", "int", "isinstance", "issubclass", "len", "list", "max", "min",
    "oct", "ord", "pow", "range", "repr", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple", "type",
    "zip",
}
# Calls that may change what no name of the statement leads to.
FAR = {"exec", "eval", "globals", "locals", "vars", "super", "compile", "__import__", "breakpoint"}


class Reach(ast.NodeVisitor):
    """What a statement itself can change without running code of the program: nothing, what its names lead to, or more."""

    def __init__(self, scope, resolve, reading):
        self.scope, self.resolve, self.reading = scope, resolve, reading
        self.mode, self.names = 0, {}

    def visit_Name(self, node):
        found = self.resolve(self.scope, node.id)
        if found is not None:
            self.names[found] = True

    def visit_Call(self, node):
        func = node.func
        pure = isinstance(func, ast.Name) and func.id in PURE and self.resolve(self.scope, func.id) is None
        if not pure:
            self.mode = self.mode or 2
        if isinstance(func, ast.Name):
            found = self.resolve(self.scope, func.id)
            if found is None and func.id in FAR:
                self.mode = 1
        elif not isinstance(func, ast.Attribute):
            self.mode = 1
        self.generic_visit(node)

    def stored(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.mode = self.mode or 2
        self.generic_visit(node)

    visit_Attribute = stored

    def visit_Subscript(self, node):
        # A `defaultdict` grows by being read.
        if self.reading:
            self.mode = self.mode or 2
        self.stored(node)

    def visit_AugAssign(self, node):
        self.mode = self.mode or 2
        self.generic_visit(node)

    def far(self, node):
        self.mode = 1

    visit_Await = visit_Yield = visit_YieldFrom = far

    def visit_comprehension(self, node):
        if node.is_async:
            self.mode = 1
        self.generic_visit(node)

    def visit_Lambda(self, node):
        for part in [*node.args.defaults, *node.args.kw_defaults]:
            if part is not None:
                self.visit(part)


# Modules that start threads.
THREADS = {"threading", "_thread", "concurrent", "multiprocessing"}


class Rewriter(ast.NodeTransformer):
    """Puts the probes in and fills the tables."""

    def __init__(self, tables, reads):
        self.tables, self.reads = tables, reads
        self.fns = []
        self.text = self.scope = self.module = None
        self.parent, self.site = -1, -1
        self.flat = None
        self.quiet = 0
        self.lazy = 0
        self.iterables = 0
        self.loops = []
        self.reading = self.dynamic = self.threaded = False

    # -- tables

    def function(self, kind, name, span, site_kind="function", **fields):
        parent = self.scope.enclosing().fn.id if self.scope else -1
        number = self.tables.add(
            self.tables.functions, self.text, span, kind=kind, name=name, parent=parent,
            params=[], **{"async": False, "generator": False, **fields},
        )
        fn = Fn(number)
        self.fns.append(fn)
        before = self.parent
        self.parent = -1
        fn.site = self.add_site(site_kind, span, fn)
        fn.write = self.add_write(-1, span)
        self.parent = before
        return fn

    def add_site(self, kind, span, fn=None):
        fn = fn or self.scope.fn
        return self.tables.add(
            self.tables.sites, self.text, self.flat or span, kind=kind, function=fn.id, parent=self.parent
        )

    def add_write(self, variable, span):
        return self.tables.add(self.tables.writes, self.text, self.flat or span, variable=variable)

    def declare(self, scope, found, text):
        """Variables of a scope: what it binds and does not declare to be another's."""
        for name, (kind, span) in found.found.items():
            if name in found.globals:
                if scope.kind != "module":
                    continue
            elif name in found.nonlocals:
                continue
            if name not in scope.names:
                kind = "var" if kind == "walrus" else kind
                number = self.tables.add(
                    self.tables.variables, text, span, name=name, kind=kind, function=scope.fn.id
                )
                scope.names[name] = number
        for name in found.globals:
            scope.outer[name] = "global"
            if name not in self.module.names:
                kind, span = found.found.get(name, ("var", None))
                if span is not None:
                    self.module.names[name] = self.tables.add(
                        self.tables.variables, text, span, name=name, kind="global", function=self.module.fn.id
                    )
        for name in found.nonlocals:
            scope.outer[name] = "nonlocal"

    def resolve(self, scope, name, write=False):
        """(variable, hops to the owner or -1 for the module) of a name; None for built-ins and comprehension's own."""
        if not write and any(name in names for names in scope.hidden):
            return None
        said = scope.outer.get(name)
        if scope.kind in ("module", "call"):
            number = self.module.names.get(name)
            return None if number is None else (number, -1)
        if said is None and name in scope.names:
            return scope.names[name], 0
        hops = 0
        at = scope.up if scope.kind == "class" else scope
        if said != "global":
            if scope.kind != "class":
                hops, at = 1, scope.up
            else:
                hops = 1
            while at is not None and at.kind not in ("module", "call"):
                if at.kind != "class":
                    if name in at.names and at.outer.get(name) is None:
                        scope.fn.outer[at.names[name]] = hops
                        at.fn.captured = True
                        return at.names[name], hops
                    if at.outer.get(name) == "global":
                        break
                    hops += 1
                at = at.up
        number = self.module.names.get(name)
        if number is None:
            return None
        scope.fn.globals[number] = True
        return number, -1

    def binding(self, name, span):
        """Describes the write of a name: (op, variable, hops)."""
        found = self.resolve(self.scope, name, True)
        if found is None:
            return None
        variable, hops = found
        return SET | self.add_write(variable, span) << 9, variable, hops

    def globals(self):
        """Writes that stand for changes of the module's variables by other ways than statements."""
        text, found = self.module_text, []
        for name, variable in self.module.names.items() if self.dynamic else ():
            shift = 3 if text.bom else 0
            start, end = self.tables.variables[variable]["span"]
            write = self.tables.add(self.tables.writes, text, (start - shift, end - shift), variable=variable)
            found.append((SET | write << 9, variable, name))
        return found

    # -- calls of hooks

    def hook(self, name, *args, at=None):
        frame = self.scope.frame
        first = [] if frame is None else [frame]
        made = ast.Call(
            func=constant(f"{PREFIX}{'c' if frame is None else ''}{name}"),
            args=first + [a if isinstance(a, ast.AST) else constant(a) for a in args], keywords=[],
        )
        return placed(made, at)

    def probe(self, name, *args, at):
        return placed(ast.Expr(value=self.hook(name, *args, at=at)), at)

    def reach(self, *nodes):
        """What must be compared at the end of a statement: 0 nothing, 1 all, else the variables that lead there."""
        found = Reach(self.scope, self.resolve, self.reading)
        for node in nodes:
            if node is not None:
                found.visit(node)
        if self.scope.kind == "class" and found.mode:
            return 1
        return tuple(found.names) if found.mode == 2 else found.mode

    # -- scopes

    def module_of(self, tree, text):
        self.text = self.module_text = text
        end = (0, len(text.data))
        fn = self.function("module", "<module>", end)
        self.module = self.scope = Scope("module", None, fn, 0)
        self.declare(self.scope, bound_in(tree.body, text), text)
        # Names only functions declare global belong to the module too.
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
                inner = bound_in(node.body, text)
                for name in sorted(inner.globals):
                    if name not in self.module.names and name in inner.found:
                        self.module.names[name] = self.tables.add(
                            self.tables.variables, text, inner.found[name][1], name=name, kind="global",
                            function=fn.id,
                        )
        words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        words |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        words |= {node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
        self.reading = "defaultdict" in words
        self.threaded = sys.platform != "emscripten" and any(
            isinstance(node, (ast.Import, ast.ImportFrom)) and not THREADS.isdisjoint(
                name.partition(".")[0] for name in [getattr(node, "module", None) or "", *(a.name for a in node.names)]
            )
            for node in ast.walk(tree)
        ) or not words.isdisjoint(("to_thread", "run_in_executor")) and sys.platform != "emscripten"
        # Names may be written behind our back.
        self.dynamic = not words.isdisjoint(("globals", "vars", "exec", "eval", "__dict__", "modules", "locals"))
        head, body = split_head(tree.body, True)
        first = []
        for node in head:
            if isinstance(node, ast.ImportFrom):
                span = text.statement(node)
                site = self.add_site("statement", span)
                names = [alias.asname or alias.name for alias in node.names]
                sets = [(self.binding(name, span), name) for name in names]
                first += [self.begin(site, node), self.ending(site, 0, sets, node, span)]
        tree.body = head + first + self.block(body)
        return fn

    def call_of(self, tree, text):
        self.text = text
        expression = tree.body
        self.parent = -1
        fn = self.function("call", "<call>", (0, len(text.data)))
        self.scope = Scope("call", self.module, fn, 0)
        site = self.add_site("statement", text.span(expression))
        self.site = self.parent = site
        for name, (kind, span) in bound_in([expression], text).found.items():
            if name not in self.module.names:
                self.module.names[name] = self.tables.add(
                    self.tables.variables, text, span, name=name, kind="global", function=self.module.fn.id
                )
        write = self.add_write(-1, text.span(expression))
        tree.body = self.visit(expression)
        return fn, site, write

    def within(self, scope, work):
        before = self.scope, self.parent, self.site, self.loops, self.quiet, self.lazy
        self.scope, self.parent, self.site, self.loops, self.quiet, self.lazy = scope, -1, -1, [], 0, 0
        try:
            return work()
        finally:
            self.scope, self.parent, self.site, self.loops, self.quiet, self.lazy = before

    def params(self, args, fn):
        """Declares parameters; gives what ENTER is handed."""
        every = [*args.posonlyargs, *args.args]
        every += [args.vararg] if args.vararg else []
        every += args.kwonlyargs
        every += [args.kwarg] if args.kwarg else []
        sets = []
        scope = self.scope
        for arg in every:
            start, end = self.text.span(arg)
            if arg.annotation is not None:
                start, end = self.text.name(start, end, arg.arg)
            number = self.tables.add(
                self.tables.variables, self.text, self.flat or (start, end), name=arg.arg, kind="param", function=fn.id
            )
            scope.names[arg.arg] = number
            sets.append((SET | self.add_write(number, (start, end)) << 9, number, 0))
        self.tables.functions[fn.id]["params"] = [number for _, number, _ in sets]
        fn.params = tuple(sets)
        return [name_of(arg.arg) for arg in every]

    def parent_frame(self):
        outer = self.scope.up
        while outer.kind == "class":
            outer = outer.up
        return outer.frame

    def enter(self, fn, values, at):
        made = ast.Call(
            func=constant(f"{PREFIX}e"), args=[constant(f"{PREFIX}#{fn.id}"), self.parent_frame(), *values], keywords=[]
        )
        return placed(made, at)

    def visit_FunctionDef(self, node):
        return self.define(node)

    def visit_AsyncFunctionDef(self, node):
        return self.define(node)

    def define(self, node):
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        self.defaults(node.args)
        found = bound_in(node.body, self.text)
        kind = "function"
        if self.scope.kind == "class":
            kind = "method"
            for d in node.decorator_list:
                if isinstance(d, ast.Name) and d.id in ("property", "cached_property"):
                    kind = "getter"
                elif isinstance(d, ast.Attribute) and d.attr in ("setter", "getter"):
                    kind = d.attr
        fn = self.function(
            kind, node.name, self.text.span(node),
            **{"async": isinstance(node, ast.AsyncFunctionDef), "generator": found.yields},
        )
        scope = Scope("function", self.scope, fn, self.scope.depth + 1)

        def work():
            values = self.params(node.args, fn)
            self.declare(scope, found, self.text)
            head, body = split_head(node.body, False)
            simple = not (found.yields or isinstance(node, ast.AsyncFunctionDef)) and not any(
                isinstance(inner, (ast.With, ast.AsyncWith)) or getattr(inner, "finalbody", None)
                for inner in own_nodes(node.body)
            )
            fn.lean = simple
            inner = self.block(body)
            last = node.body[-1]
            end = ast.Pass(lineno=last.end_lineno, col_offset=max(0, last.end_col_offset - 1),
                           end_lineno=last.end_lineno, end_col_offset=last.end_col_offset)
            inner.append(self.probe("f", RETURN | fn.site << 9, at=end))
            enter = placed(
                ast.Assign(targets=[name_of(f"{HIDDEN_NAME}{scope.depth}", ast.Store())], value=self.enter(fn, values, node)), node
            )
            handler = ast.ExceptHandler(type=None, name=None, body=[self.probe("t", at=node), ast.Raise()])
            last = [] if simple else [self.probe("l", at=node)]
            whole = placed(ast.Try(body=inner, handlers=[handler], orelse=[], finalbody=last), node)
            node.body = [*head, enter, whole]

        self.within(scope, work)
        return node

    def defaults(self, args):
        args.defaults = [self.visit(d) for d in args.defaults]
        args.kw_defaults = [d if d is None else self.visit(d) for d in args.kw_defaults]

    def visit_Lambda(self, node):
        self.defaults(node.args)
        found = bound_in([node.body], self.text)
        body_span = self.flat or self.text.span(node.body)
        fn = self.function("arrow", "<lambda>", self.flat or self.text.span(node), generator=found.yields)
        scope = Scope("function", self.scope, fn, self.scope.depth + 1)

        def work():
            values = self.params(node.args, fn)
            self.declare(scope, found, self.text)
            site = self.add_site("arrow", body_span)
            self.parent = site
            write = self.add_write(-1, body_span)
            reach = self.reach(node.body)
            enter = self.enter(fn, [*values], node)
            hidden = f"{HIDDEN_NAME}{scope.depth}"
            # Python has no := in what a comprehension goes through: there the frame is a parameter.
            inside = self.iterables > 0
            bind = name_of(hidden) if inside else ast.NamedExpr(target=name_of(hidden, ast.Store()), value=enter)
            begin = ast.BoolOp(op=ast.Or(), values=[
                self.hook("b", BEGIN | site << 9, at=node.body), self.visit(node.body),
            ])
            made = ast.Call(
                func=constant(f"{PREFIX}r"),
                args=[bind, constant(RETURN | site << 9), constant(write), constant(reach), begin], keywords=[],
            )
            if inside:
                args = ast.arguments(posonlyargs=[], args=[ast.arg(arg=hidden)], kwonlyargs=[], kw_defaults=[], defaults=[])
                made = ast.Call(func=ast.Lambda(args=args, body=placed(made, node.body)), args=[enter], keywords=[])
            node.body = placed(made, node.body)

        self.within(scope, work)
        return node

    def visit_ClassDef(self, node):
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(b) for b in node.bases]
        for word in node.keywords:
            word.value = self.visit(word.value)
        fn = self.function("init", node.name, self.text.span(node))
        fn.body = True
        scope = Scope("class", self.scope, fn, self.scope.depth)
        found = bound_in(node.body, self.text)

        def work():
            self.declare(scope, found, self.text)
            head, body = split_head(node.body, False)
            frame = self.parent_frame()
            enter = placed(ast.Expr(value=ast.Call(
                func=constant(f"{PREFIX}ce"), args=[constant(f"{PREFIX}#{fn.id}"), frame], keywords=[])), node)
            inner = self.block(body)
            inner.append(self.probe("f", RETURN | fn.site << 9, at=node))
            handler = ast.ExceptHandler(type=None, name=None, body=[self.probe("t", at=node), ast.Raise()])
            whole = placed(ast.Try(body=inner, handlers=[handler], orelse=[], finalbody=[]), node)
            node.body = [*head, enter, whole]

        self.within(scope, work)
        return node

    # -- statements

    def block(self, body):
        made = []
        for node in body:
            made += self.whole(node)
        return made

    def under(self, site, work):
        before = self.parent, self.site
        self.parent = self.site = site
        try:
            return work()
        finally:
            self.parent, self.site = before

    def whole(self, node):
        """The statements that stand for one statement."""
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            return [node]
        special = getattr(self, f"on_{type(node).__name__}", None)
        if special is not None:
            return special(node)
        return self.plain(node)

    def begin(self, site, node):
        return self.probe("b", BEGIN | site << 9, at=node)

    def plain(self, node):
        """BEGIN, the statement, its writes and END."""
        span = self.text.statement(node)
        site = self.add_site("statement", span)
        if isinstance(node, FUNCTIONS):
            reach = self.reach(*node.decorator_list, *node.args.defaults, *node.args.kw_defaults)
        else:
            reach = 1 if isinstance(node, ast.ClassDef) else self.reach(node)
        names, writes = [], False
        if isinstance(node, ast.Assign):
            for target in node.targets:
                more, wrote = targets_of(target)
                names += more
                writes = writes or wrote
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
            if not (isinstance(node, ast.AnnAssign) and node.value is None):
                names, writes = targets_of(node.target)
        elif isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            names = [name_of(node.name)]
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [name_of(a.asname or a.name.partition(".")[0]) for a in node.names if a.name != "*"]
            reach = 0
        elif type(node).__name__ == "TypeAlias":
            names = [node.name]
        span_of = {}
        one = len(names) == 1 and not writes
        for n in names:
            span_of[n] = span if one and isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) else (
                self.text.span(n) if hasattr(n, "lineno") else span
            )
        deleted = []
        if isinstance(node, ast.Delete):
            for target in node.targets:
                more, wrote = targets_of(target)
                deleted += more
                writes = writes or wrote
        # `n += 1` changes no object when a number comes of it.
        light = isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and self.reach(node.value) == 0
        made = self.under(site, lambda: self.visit_parts(node))
        sets = [(self.binding(n.id, span_of[n]), n.id) for n in names]
        sets = [(s, n) for s, n in sets if s is not None]
        gone = [s for s in (self.binding(n.id, self.text.span(n)) for n in deleted) if s is not None]
        return [self.begin(site, node), made, self.ending(site, reach, sets, node, span, gone, light=light)]

    def visit_parts(self, node):
        if isinstance(node, ast.AnnAssign):
            node.target = self.visit(node.target)
            if node.value is not None:
                node.value = self.visit(node.value)
            return node
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            return self.visit(node)
        return self.generic_visit(node)

    def ending(self, site, reach, sets, node, span, gone=(), first=(), light=False):
        """END of a site with its writes; `first` are ops before it."""
        end = END | site << 9
        if self.scope.kind == "class" and sets:
            found = tuple(s for s, _ in sets)
            write = self.add_write(-1, span)
            return self.probe("k", end, write, first[0] if first else 0, found, tuple(n for _, n in sets), at=node)
        if gone:
            return self.probe("x", end, self.add_write(-1, span), reach, tuple(gone), at=node)
        if reach == 0 and not first:
            if not sets:
                return self.probe("n", end, at=node)
            if len(sets) == 1:
                (op, variable, hops), name = sets[0]
                if hops == 0:
                    return self.probe("s", end, op, variable, name_of(name), at=node)
        values = [name_of(n) for _, n in sets]
        found = tuple(s for s, _ in sets)
        write = self.add_write(-1, span)
        if light and len(sets) == 1 and found[0][2] == 0:
            return self.probe("j", end, write, reach, *found[0], *values, at=node)
        return self.probe(
            "d", end, write, reach, first[0] if first else 0, found, *values, at=node
        )

    def on_Expr(self, node):
        return self.plain(node)

    def on_Return(self, node):
        span = self.text.span(node)
        site = self.add_site("statement", span)
        reach = self.reach(node.value)
        write = self.add_write(-1, span)
        value = constant(None) if node.value is None else self.under(site, lambda: self.visit(node.value))
        node.value = self.hook("r", RETURN | site << 9, write, reach, value, at=node.value or node)
        return [self.begin(site, node), placed(node, node)]

    def on_Raise(self, node):
        site = self.add_site("statement", self.text.span(node))
        return [self.begin(site, node), self.under(site, lambda: self.generic_visit(node))]

    def on_Break(self, node):
        site = self.add_site("statement", self.text.span(node))
        return [self.begin(site, node), self.probe("n", END | site << 9, at=node), node]

    def on_Continue(self, node):
        made = self.on_Break(node)
        head, waits = self.loops[-1] if self.loops else (None, False)
        if head is not None:
            made.insert(2, self.begin(head, node))
            if waits:
                made.insert(3, self.probe("aw", AWAIT | head << 9, None, at=node))
        return made

    def test(self, site, node, at):
        """A condition with BRANCH and END behind it, whose truth is taken once."""
        reach = self.reach(node)
        write = self.add_write(-1, self.text.span(node)) if reach != 0 else 0
        inner = self.under(site, lambda: self.visit(node))
        branch, end = BRANCH | site << 9, END | site << 9
        if reach == 0:
            yes, no = self.hook("y", branch, end, at=node), self.hook("z", branch, end, at=node)
        else:
            yes = self.hook("h", branch, end, write, reach, True, at=node)
            no = self.hook("h", branch, end, write, reach, False, at=node)
        return placed(ast.IfExp(test=inner, body=yes, orelse=no), node)

    def on_If(self, node):
        site = self.add_site("if", self.text.span(node))
        node.test = self.test(site, node.test, node)

        def rest():
            node.body = self.block(node.body)
            node.orelse = self.block(node.orelse)

        self.under(site, rest)
        return [self.begin(site, node), node]

    def on_While(self, node):
        site = self.add_site("while", self.text.span(node))
        test = self.test(site, node.test, node)
        node.test = placed(ast.BoolOp(op=ast.Or(), values=[
            self.hook("b", BEGIN | site << 9, at=node.test), test,
        ]), node.test)

        def rest():
            self.loops.append((None, False))
            node.body = self.block(node.body)
            self.loops.pop()
            node.orelse = self.block(node.orelse)

        self.under(site, rest)
        return [node]

    def on_For(self, node):
        waits = isinstance(node, ast.AsyncFor)
        span = self.text.span(node)
        site = self.add_site("for-await" if waits else "for-of", span)
        begin, end, branch = BEGIN | site << 9, END | site << 9, BRANCH | site << 9
        names, writes = targets_of(node.target)
        reach = self.reach(node.target) if writes else 0
        node.iter = self.under(site, lambda: self.visit(node.iter))
        node.target = self.under(site, lambda: self.visit(node.target))
        sets = [(self.binding(n.id, self.text.span(n)), n.id) for n in names]
        sets = [(s, n) for s, n in sets if s is not None]
        # A `continue` inside of `finally` or `with` runs more statements before the iterator is advanced.
        ticks = not waits and continues_late(node.body)
        if ticks:
            node.iter = self.hook("i", begin, node.iter, at=node.iter)
        back = [] if ticks else [self.begin(site, node)]
        first, over = [], []
        if waits:
            node.iter = self.hook("aw", AWAIT | site << 9, node.iter, at=node.iter)
            back = [self.begin(site, node), self.probe("aw", AWAIT | site << 9, None, at=node)]
            first = [self.probe("ar", RESUME | site << 9, at=node)]
            over = [self.probe("ar", RESUME | site << 9, at=node)]
        head = node.target
        if reach == 0 and len(sets) == 1 and sets[0][0][2] == 0 and self.scope.kind != "class":
            (op, variable, _), name = sets[0]
            first.append(self.probe("g", branch, end, op, variable, name_of(name), at=head))
        else:
            first.append(self.ending(site, reach, sets, head, span, first=(branch,)))
        over.append(self.probe("z", branch, end, at=head))

        def rest():
            self.loops.append((None if ticks else site, waits))
            body = self.block(node.body)
            self.loops.pop()
            node.body = first + body + back
            node.orelse = over + self.block(node.orelse)

        self.under(site, rest)
        return [self.begin(site, node), node]

    on_AsyncFor = on_For

    def on_With(self, node):
        waits = isinstance(node, ast.AsyncWith)
        span = self.text.span(node)
        site = self.add_site("with", span)
        reach = self.reach(*node.items)
        reach = reach if reach else 1
        names, first = [], []
        for item in node.items:
            if item.optional_vars is not None:
                names += targets_of(item.optional_vars)[0]
            item.context_expr = self.under(site, lambda item=item: self.visit(item.context_expr))
            if item.optional_vars is not None:
                item.optional_vars = self.under(site, lambda item=item: self.visit(item.optional_vars))
            if waits:
                item.context_expr = self.hook("aw", AWAIT | site << 9, item.context_expr, at=item.context_expr)
                first = [self.probe("ar", RESUME | site << 9, at=node)]
        sets = [(self.binding(n.id, self.text.span(n)), n.id) for n in names]
        sets = [(s, n) for s, n in sets if s is not None]
        first.append(self.ending(site, reach, sets, node, span))
        node.body = first + self.under(site, lambda: self.block(node.body))
        return [self.begin(site, node), node]

    on_AsyncWith = on_With

    def on_Try(self, node):
        site = self.add_site("try", self.text.span(node))

        def rest():
            node.body = self.block(node.body)
            for handler in node.handlers:
                self.handler(handler)
            node.orelse = self.block(node.orelse)
            if node.finalbody:
                start = self.text.span(node.finalbody[0])[0]
                start = max(self.text.data.rfind(b"finally", 0, start), 0)
                place = self.add_site("finally", (start, self.text.span(node)[1]))
                first = self.probe("w", BEGIN | place << 9, END | place << 9, at=node.finalbody[0])
                node.finalbody = [first] + self.under(place, lambda: self.block(node.finalbody))

        self.under(site, rest)
        return [self.begin(site, node), self.probe("n", END | site << 9, at=node), node]

    on_TryStar = on_Try

    def handler(self, node):
        site = self.add_site("catch", self.text.span(node))
        found = None
        if node.name:
            start = self.text.span(node.type)[1]
            found = self.binding(
                node.name, self.text.name(start, self.text.span(node.body[0])[0], node.name, b"as")
            )
        if node.type is not None:
            node.type = self.under(site, lambda: self.visit(node.type))
        first = self.probe("q", CATCH | site << 9, found, at=node)
        body = self.under(site, lambda: self.block(node.body))
        if found is not None:
            # Python deletes the name when the clause is left, in whatever way.
            forget = self.probe("u", found, at=node)
            body = [placed(ast.Try(body=body, handlers=[], orelse=[], finalbody=[forget]), node.body[0])]
        node.body = [first] + body

    def on_Match(self, node):
        span = self.text.span(node)
        site = self.add_site("switch", span)
        reach = self.reach(node.subject)
        write = self.add_write(-1, span)
        subject = self.under(site, lambda: self.visit(node.subject))
        node.subject = self.hook("m", END | site << 9, write, reach, subject, at=node.subject)
        branch = BRANCH | site << 9

        def rest():
            for index, case in enumerate(node.cases):
                found = bound_in([case.pattern], self.text).found
                names = list(found)
                sets = [(self.binding(n, found[n][1]), n) for n in names]
                sets = [(s, n) for s, n in sets if s is not None]
                kept = tuple(s for s, _ in sets)
                values = [name_of(n) for _, n in sets]
                taken = self.probe("v", branch, index, at=case.body[0])
                bind = self.hook("o", write, kept, *values, at=case.body[0]) if kept else None
                if case.guard is not None:
                    case.guard = self.visit(case.guard)
                    if bind is not None:
                        case.guard = placed(ast.BoolOp(op=ast.Or(), values=[bind, case.guard]), case.guard)
                    bind = None
                first = [taken] if bind is None else [taken, placed(ast.Expr(value=bind), case.body[0])]
                case.body = first + self.block(case.body)

        self.under(site, rest)
        return [self.begin(site, node), node]

    # -- expressions

    def visit_Name(self, node):
        if self.reads and isinstance(node.ctx, ast.Load) and not self.quiet and not self.lazy:
            found = self.resolve(self.scope, node.id)
            if found is not None and self.scope.kind != "class":
                read = self.tables.add(
                    self.tables.reads, self.text, self.flat or self.text.span(node), variable=found[0]
                )
                return self.hook("rd", READ | read << 9, node, at=node)
        return node

    def visit_JoinedStr(self, node):
        """Old versions give no true positions inside: no probes but lambdas, which stand for the whole."""
        before = self.flat
        self.flat = before or self.text.span(node)
        self.quiet += 1
        try:
            return self.generic_visit(node)
        finally:
            self.flat = before
            self.quiet -= 1

    visit_TemplateStr = visit_JoinedStr

    def visit_BoolOp(self, node):
        values = [self.visit(v) for v in node.values]
        if self.quiet or self.lazy:
            node.values = values
            return node
        start = self.text.span(node.values[0])[0]
        name = "la" if isinstance(node.op, ast.And) else "lo"
        made = values[0]
        for left, right in zip(node.values, values[1:]):
            site = self.add_site("logical", self.logical_span(start, node, left))
            made = placed(
                ast.BoolOp(op=node.op, values=[self.hook(name, BRANCH | site << 9, made, at=left), right]), node
            )
        return made

    def logical_span(self, start, node, left):
        """From the start of the chain to the end of the operand behind `left`."""
        right = node.values[node.values.index(left) + 1]
        if right is node.values[-1]:
            return self.text.span(node)
        return self.text.span(node)[0], self.text.span(right)[1]

    def visit_IfExp(self, node):
        if self.quiet or self.lazy:
            return self.generic_visit(node)
        site = self.add_site("conditional", self.text.span(node))
        op = BRANCH | site << 9
        test = node.test
        node.test = placed(ast.IfExp(
            test=self.visit(test), body=self.hook("p", op, True, at=test), orelse=self.hook("p", op, False, at=test)
        ), test)
        node.body = self.visit(node.body)
        node.orelse = self.visit(node.orelse)
        return node

    def visit_NamedExpr(self, node):
        found = self.binding(node.target.id, self.flat or self.text.span(node))
        node.value = self.visit(node.value)
        if found is not None and self.scope.kind != "class":
            node.value = self.hook("a", found, node.value, at=node.value)
        return node

    def visit_Yield(self, node):
        site = self.add_site("yield", self.text.span(node))
        value = constant(None) if node.value is None else self.visit(node.value)
        node.value = self.hook("yl", YIELD | site << 9, value, at=node)
        return self.hook("rs", RESUME | site << 9, node, at=node)

    def visit_YieldFrom(self, node):
        site = self.add_site("yield", self.text.span(node))
        node.value = self.hook("yf", YIELD | site << 9, self.visit(node.value), at=node)
        return self.hook("rs", RESUME | site << 9, node, at=node)

    def visit_Await(self, node):
        if self.lazy:
            return self.generic_visit(node)
        site = self.add_site("await", self.flat or self.text.span(node))
        node.value = self.hook("aw", AWAIT | site << 9, self.visit(node.value), at=node)
        return self.hook("rs", RESUME | site << 9, node, at=node)

    def comprehension(self, node):
        names = set()
        for part in node.generators:
            for inner in ast.walk(part.target):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    names.add(inner.id)
        # The first iterable is evaluated outside.
        first = node.generators[0]
        self.iterables += 1
        first.iter = self.visit(first.iter)
        self.iterables -= 1
        kept = first.iter
        lazy = isinstance(node, ast.GeneratorExp)
        self.scope.hidden.append(names)
        self.lazy += lazy
        for part in node.generators:
            part.target = self.visit(part.target)
            if part.iter is not kept:
                self.iterables += 1
                part.iter = self.visit(part.iter)
                self.iterables -= 1
            part.ifs = [self.visit(test) for test in part.ifs]
        for field in ("elt", "key", "value"):
            if hasattr(node, field):
                setattr(node, field, self.visit(getattr(node, field)))
        self.scope.hidden.pop()
        self.lazy -= lazy
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension


def own_nodes(body):
    """Nodes of a function without those of functions and classes in it."""
    todo = list(body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, FUNCTIONS + (ast.Lambda, ast.ClassDef)):
            todo.extend(ast.iter_child_nodes(node))


def continues_late(body, inside=False):
    """Whether a `continue` of this loop leaves a `with` or `try`."""
    for node in body:
        if isinstance(node, ast.Continue) and inside:
            return True
        if isinstance(node, FUNCTIONS + (ast.ClassDef, ast.For, ast.AsyncFor, ast.While)):
            # The `else` of an inner loop may continue the outer one.
            if continues_late(getattr(node, "orelse", []), inside):
                return True
            continue
        deeper = inside or isinstance(node, (ast.With, ast.AsyncWith, ast.Try)) or type(node).__name__ == "TryStar"
        for field in ("body", "orelse", "finalbody"):
            if continues_late(getattr(node, field, []), deeper):
                return True
        for part in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
            if continues_late(part.body, deeper):
                return True
    return False


def split_head(body, module):
    """Docstring and `from __future__` imports must stay first."""
    at = 0
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        if isinstance(body[0].value.value, str):
            at = 1
    while module and at < len(body) and isinstance(body[at], ast.ImportFrom) and body[at].module == "__future__":
        at += 1
    return body[:at], body[at:]


def with_hooks(code, hooks, fns, codes):
    """The code with hooks in place of their names; notes which function each code object is of."""
    consts, fn = [], None
    for value in code.co_consts:
        if type(value) is str and value.startswith(PREFIX):
            word = value[len(PREFIX):]
            if word[0] == "#":
                fn = value = fns[int(word[1:])]
            else:
                value = hooks[word]
        elif isinstance(value, types.CodeType):
            value = with_hooks(value, hooks, fns, codes)
        consts.append(value)
    made = code.replace(co_consts=tuple(consts))
    if fn is not None:
        fn.code = made
        codes[id(made)] = fn.id
    return made


# ---------------------------------------------------------------- types

type_dict = type.__dict__["__dict__"].__get__
type_mro = type.__dict__["__mro__"].__get__
type_name = type.__dict__["__name__"].__get__
function_code = types.FunctionType.__dict__["__code__"].__get__
function_dict = types.FunctionType.__dict__["__dict__"].__get__
function_name = types.FunctionType.__dict__["__name__"].__get__
# Types are known by `id`: a metaclass may compare and hash in code of the program.
ATOMS = frozenset(map(id, (int, str, float, bool, type(None))))
K_LIST, K_TUPLE, K_DICT, K_SET, K_OBJECT, K_ERROR, K_FUNCTION, K_CLASS, K_BOXED, K_BYTES, K_OPAQUE, K_ENUM, K_METHOD = (
    range(13)
)
LEAVES = {K_BOXED, K_OPAQUE, K_ENUM}
REPRS = set(map(id, (
    bytes, complex, range, decimal.Decimal, fractions.Fraction, datetime.date, datetime.datetime, datetime.time,
    datetime.timedelta, datetime.timezone, type(Ellipsis), type(NotImplemented),
)))
# Classes whose name is not the same on all interpreters.
RENAMED = {id(re.error): "error", id(enum.EnumMeta): "EnumType"}
PLAIN_BASES = {"abc", "typing", "collections.abc", "_collections_abc", "enum", "_typing", "builtins", "types"}


class Kind:
    """How values of a type are recorded."""

    __slots__ = ("kind", "name", "dict", "slots", "iterate", "length", "public", "type")

    def __init__(self, kind, name):
        self.type = None
        self.kind, self.name, self.dict, self.slots = kind, name, None, ()
        self.iterate = self.length = None
        self.public = False


def written(t):
    """Whether the program made the class."""
    return type_dict(t).get("__module__") == "__main__"


def kind_of(t):
    name = RENAMED.get(id(t)) or type_name(t)
    mro = type_mro(t)
    if issubclass_of(mro, type):
        made = Kind(K_CLASS, name)
    elif issubclass_of(mro, enum.Enum):
        made = Kind(K_ENUM, name)
        made.dict = dict_getter(mro)
        return made
    elif issubclass_of(mro, list):
        made = Kind(K_LIST, name)
        made.iterate, made.length = list.__iter__, list.__len__
    elif issubclass_of(mro, tuple):
        made = Kind(K_TUPLE, name)
        made.iterate, made.length = tuple.__iter__, tuple.__len__
    elif issubclass_of(mro, collections.deque):
        made = Kind(K_LIST, name)
        made.iterate, made.length = collections.deque.__iter__, collections.deque.__len__
    elif issubclass_of(mro, dict):
        made = Kind(K_DICT, name)
        ordered = issubclass_of(mro, collections.OrderedDict)
        made.iterate = collections.OrderedDict.keys if ordered else dict.keys
        made.length = dict.__getitem__ if ordered else dict.values
    elif issubclass_of(mro, set) or issubclass_of(mro, frozenset):
        made = Kind(K_SET, name)
        base = set if issubclass_of(mro, set) else frozenset
        made.iterate, made.length = base.__iter__, base.__len__
    elif issubclass_of(mro, BaseException):
        made = Kind(K_ERROR, name)
    elif t is types.FunctionType:
        return Kind(K_FUNCTION, name)
    elif t is types.BuiltinFunctionType or t is types.MethodType:
        return Kind(K_METHOD, name)
    elif t is bytearray or t is array.array:
        return Kind(K_BYTES, name)
    elif id(t) in REPRS or any(issubclass_of(mro, base) for base in (int, float, str, bytes, complex, datetime.date,
                                                                datetime.timedelta, decimal.Decimal)):
        made = Kind(K_BOXED, name)
    elif any(written(base) for base in mro) or t is types.SimpleNamespace:
        made = Kind(K_OBJECT, name)
        if t is types.SimpleNamespace:
            made.dict = types.SimpleNamespace.__dict__["__dict__"].__get__
            return made
    else:
        return Kind(K_OPAQUE, name)
    if made.kind != K_CLASS:
        # Built-in types and library classes hold nothing a program put there by name.
        if any(written(base) for base in mro):
            made.dict = dict_getter(mro)
            made.slots = slots_of(mro)
            made.public = any(
                not written(base) and "__module__" in type_dict(base)
                and type_dict(base)["__module__"] not in PLAIN_BASES and "__dict__" in type_dict(base)
                for base in mro
            )
        elif made.kind == K_ERROR:
            made.dict = dict_getter(mro)
    return made


def issubclass_of(mro, base):
    return any(t is base for t in mro)


def dict_getter(mro):
    for base in mro:
        found = type_dict(base).get("__dict__")
        if type(found) is types.GetSetDescriptorType:
            return found.__get__
    return None


def slots_of(mro):
    found = []
    for base in mro:
        if not written(base):
            continue
        for name, member in type_dict(base).items():
            if type(member) is types.MemberDescriptorType:
                found.append((name, member.__get__))
    return tuple(found)


# Interpreters word these differently; they are recorded in one wording. What a program itself reads of an exception is
# left as it is.
WORDINGS = tuple((re.compile(pattern), said) for pattern, said in (
    (r"^local variable '(.*)' referenced before assignment$",
     r"cannot access local variable '\1' where it is not associated with a value"),
    (r"^free variable '(.*)' referenced before assignment in enclosing scope$",
     r"cannot access free variable '\1' where it is not associated with a value in enclosing scope"),
    (r"^integer modulo by zero$", "integer division or modulo by zero"),
    (r"^float modulo by zero$", "float modulo"),
    (r"^(max|min)\(\) arg is an empty sequence$", r"\1() iterable argument is empty"),
    (r"^Exceeds the limit \((\d+)\)", r"Exceeds the limit (\1 digits)"),
    (r"^string indices must be integers, not '.*'$", "string indices must be integers"),
    (r" and no __dict__ for setting new attributes$", ""),
    (r"^can only assign an iterable$", "must assign iterable to extended slice"),
    (r"^property '(.*)' of '.*' object has no setter$", r"can't set attribute '\1'"),
    (r"^property '(.*)' of '.*' object has no deleter$", r"can't delete attribute '\1'"),
    (r"^property '(.*)' of '.*' object has no getter$", r"unreadable attribute '\1'"),
    (r"^Cannot create a consistent method resolution\norder", "Cannot create a consistent method resolution order"),
    (r"^(cannot import name .* from '.*') \(.*\)$", r"\1"),
    (r"^super\(\) argument 1 must be type, not", "super() argument 1 must be a type, not"),
))
ABSTRACT = re.compile(r"^Can't instantiate abstract class (.*) without an implementation for abstract (methods?) (.*)$")


def one_wording(message):
    for pattern, said in WORDINGS:
        message = pattern.sub(said, message)
    found = ABSTRACT.match(message)
    if found:
        name, methods, names = found.groups()
        message = f"Can't instantiate abstract class {name} with abstract {methods} {names.replace(chr(39), '')}"
    return message


def message_of(error):
    """Text of an exception without running code of the program, in one wording for all interpreters."""
    message = text_of(error)
    return one_wording(message) if type(message) is str and "__module__" not in type_dict(type(error)) else message


def text_of(error):
    t = type(error)
    for base in type_mro(t):
        said = type_dict(base).get("__str__")
        if said is not None:
            break
    args = error_args(error)
    if "__module__" not in type_dict(base):
        if all(id(type(a)) in ATOMS or type(a) is bytes for a in args):
            try:
                return said(error)
            except Exception:
                return ""
        return safe_text(args[0] if len(args) == 1 else args)
    return args[0] if args and type(args[0]) is str else ""


error_args = BaseException.__dict__["args"].__get__


def safe_text(value, depth=0):
    """`repr` of plain data; empty where code of the program would run."""
    t = type(value)
    if id(t) in ATOMS:
        return repr(value)
    if depth < 8:
        if t is list or t is tuple:
            parts = [safe_text(v, depth + 1) for v in value]
            if all(parts):
                inner = ", ".join(parts)
                return f"[{inner}]" if t is list else f"({inner}{',' if len(parts) == 1 else ''})"
        elif t is dict:
            parts = [(safe_text(k, depth + 1), safe_text(v, depth + 1)) for k, v in value.items()]
            if all(k and v for k, v in parts):
                return "{" + ", ".join(f"{k}: {v}" for k, v in parts) + "}"
    return ""


def order_of(value):
    """Sorts the members of sets: by type, then by value; what has no order of its own comes last."""
    t = type(value)
    if t is int or t is float or t is bool:
        return (0, value, "") if value == value else (1, 0, "nan")
    if t is str:
        return (2, 0, value)
    if t is tuple or t is bytes or t is frozenset:
        text = safe_text(tuple(sorted(value, key=order_of)) if t is frozenset else value) if t is not bytes else repr(value)
        return (3, 0, f"{t.__name__} {text}") if text else (5, 0, "")
    return (4, 0, "") if value is None else (5, 0, "")


# ---------------------------------------------------------------- recording


class Frame:
    __slots__ = ("id", "fn", "parent", "objs", "mark", "wait", "closing", "__weakref__")

    def __init__(self, number, fn, parent):
        self.id, self.fn, self.parent = number, fn, parent
        self.objs = {}
        self.mark, self.wait, self.closing = -1, -1, False


class Entry:
    __slots__ = ("id", "tag", "kind", "ref", "keys", "values", "kids", "extra")

    def __init__(self, number, tag, kind):
        self.id, self.tag, self.kind = number, tag, kind
        self.ref = None
        self.keys = self.values = self.extra = None
        self.kids = ()


class Recorder:
    """Rows, heap and hooks of one run."""

    def __init__(self, payload, host, tables, fns, dynamic, threaded):
        self.host, self.tables, self.fns, self.dynamic, self.threaded = host, tables, fns, dynamic, threaded
        limits = payload["limits"]
        self.limits = limits
        self.record = payload["record"]
        self.outcome = None
        self.environment = None
        self.make(limits)

    def make(self, limits):
        host, fns, follow, auditing = self.host, self.fns, self.record["heap"], self.record["audit"]
        monotonic = time.monotonic
        max_entries, max_objects, string_chars = limits["entries"], limits["objects"], limits["stringChars"]
        rows = []
        emit = rows.extend
        sent = 0
        strings, fresh = {}, []
        string_count = recorded = remembered = 0
        stopped = None
        work, max_work = 0, limits["steps"]
        next_look, interval = 1, 1
        started = last_flush = monotonic()
        deadline = started + limits["wallMs"] / 1000
        depth_limit = min(1000, limits["depth"])
        frame_count = ran = 0
        floor = Frame(-1, None, None)
        stack = [floor]
        table, kinds, codes, name_ids = {}, {}, {}, {}
        next_object = 0
        budget = max_objects
        queue = collections.deque()
        writer = writer_frame = 0
        output, output_stream, output_left = [], 0, limits["outputChars"]
        last_throw = [-1, None]
        module = call = None
        getframe, exc_info = sys._getframe, sys.exc_info
        chain, repeat = itertools.chain, iter
        self_ = self
        dynamic, seen_names = self.dynamic, {}
        # Hooks stand one call further from the program when threads take turns at them.
        deeper = 1 if self.threaded else 0

        # -- rows and strings

        def flush():
            nonlocal sent, last_flush, fresh
            if fresh:
                texts, fresh = fresh, []
                host.strings(texts)
            if rows:
                count = len(rows) // 3
                taken = rows[:]
                del rows[:]
                sent += count
                host.rows(array.array("i", taken[0::3]), array.array("i", taken[1::3]), array.array("d", taken[2::3]))
            last_flush = monotonic()

        def intern(text):
            known = strings.get(text)
            return add_string(text) if known is None else known

        def add_string(text):
            nonlocal string_count, recorded, remembered
            limit = SHORT if recorded > TEXT_BUDGET else string_chars
            shown = given = text
            length = len(text)
            if length > limit or 2 * length > limit and not text.isascii():
                units = length if text.isascii() else length + sum(c > "\uffff" for c in text)
                if units > limit:
                    shown = text[:limit]
                    while len(shown) + sum(c > "\uffff" for c in shown) > limit:
                        shown = shown[:-1]
                    shown = f"{shown}\uffff{units}\uffff"
                    known = strings.get(shown)
                    if known is not None:
                        return known
                    text = shown
            if shown is text is given and text and text[-1] == "\uffff":
                shown = f"{text}\uffff{length + sum(c > chr(0xffff) for c in text)}\uffff"
            size = len(shown)
            remembered += size
            if remembered > INTERN_BUDGET:
                strings.clear()
                remembered = size
            recorded += size
            strings[text] = string_count
            fresh.append(shown)
            string_count += 1
            return string_count - 1

        # -- bounds

        def halt(limit, value):
            nonlocal stopped, next_look, depth_limit
            if stopped is None:
                stopped = {"kind": "limit", "limit": limit, "value": value}
                next_look = depth_limit = -1
            raise Stop(limit)

        def look():
            nonlocal work, next_look, interval
            if stopped is not None:
                raise Stop()
            if work > max_work:
                work -= 1
                halt("steps", max_work)
            now = monotonic()
            if now > deadline:
                work -= 1
                halt("wall", limits["wallMs"])
            if now - last_flush > 0.05 or len(rows) >= CHUNK:
                flush()
            interval = min(256, 2 * interval)
            next_look = min(work + interval, max_work + 1)

        def too_deep():
            if stopped is not None:
                raise Stop()
            raise RecursionError("maximum recursion depth exceeded")

        # -- values

        def digits(v):
            if v.bit_length() > 4 * string_chars:
                return None
            try:
                return str(v)
            except ValueError:
                before = sys.get_int_max_str_digits()
                sys.set_int_max_str_digits(0)
                try:
                    return str(v)
                finally:
                    sys.set_int_max_str_digits(before)

        def encode(v):
            """(tag bits, number) of a value; rows of objects seen first are written before it."""
            t = type(v)
            if t is int:
                if -SAFE <= v <= SAFE:
                    return INT, v
                text = digits(v)
                return (ELIDED, 0) if text is None or len(text) > string_chars else (LONG, intern(text))
            if t is str:
                return STRING, intern(v)
            if v is None:
                return NULL, 0
            if t is bool:
                return (TRUE, 0) if v else (FALSE, 0)
            if t is float:
                return NUMBER, v
            e = table.get(id(v))
            if e is None:
                e = met(v)
            return e.tag, e.id

        def inner(v):
            """As `encode` while contents are being written: objects seen first wait their turn."""
            t = type(v)
            if id(t) in ATOMS:
                return encode(v)
            e = table.get(id(v)) or add(v)
            return (ELIDED, 0) if e is None else (e.tag, e.id)

        def met(v):
            nonlocal budget
            budget = max_objects
            e = add(v)
            settle()
            return e

        def settle():
            while queue:
                content(*queue.popleft())

        def forget(number):
            def gone(_):
                table.pop(number, None)
            return gone

        def known_kind(t):
            kind = kinds.get(id(t))
            if kind is None:
                kind = kinds[id(t)] = kind_of(t)
                # Holds the type, so that its id stays its own.
                kind.type = t
            return kind

        def add(v):
            nonlocal next_object, budget
            if budget <= 0:
                return None
            budget -= 1
            t = type(v)
            kind = known_kind(t)
            called = kind.kind in (K_FUNCTION, K_CLASS, K_METHOD)
            e = Entry(next_object, FUNCTION if called else OBJECT, kind)
            next_object += 1
            number = id(v)
            e.ref = v
            if kind.kind in (K_OBJECT, K_OPAQUE):
                try:
                    e.ref = weakref.ref(v, forget(number))
                except TypeError:
                    pass
            table[number] = e
            queue.append((e, v))
            return e

        def begin_content(e, shape, size):
            name = e.kind.name
            number = name_ids.get(name)
            if number is None:
                # Kept, so that the id fits beside the kind however many strings come later.
                number = name_ids[name] = intern(name)
            emit((NEW | shape << 5 | number << 9, e.id, size))

        def part(op, e, v):
            tag, n = inner(v)
            emit((op | tag, e.id, n))

        def follow_kids(values):
            """What has to be looked into again."""
            found = []
            for v in values:
                if id(type(v)) not in ATOMS:
                    e = table.get(id(v))
                    if e is not None and e.kind.kind not in LEAVES:
                        found.append(v)
            return found

        def content(e, v):
            """NEW with everything, and what the next comparison needs."""
            kind = e.kind
            k = kind.kind
            limit = max_entries
            kids = ()
            if k == K_LIST or k == K_TUPLE:
                values = list(kind.iterate(v))
                e.values = values
                begin_content(e, S_ARRAY, len(values))
                for item in values[:limit]:
                    part(E_PROPERTY, e, item)
                if len(values) > limit:
                    emit((E_TRUNCATED | NUMBER, e.id, len(values) - limit))
                kids = follow_kids(values)
            elif k == K_DICT:
                e.keys, e.values = read_dict(kind, v)
                begin_content(e, S_MAP, len(e.keys))
                for key, item in itertools.islice(zip(e.keys, e.values), limit):
                    part(KEY, e, key)
                    part(E_MAP, e, item)
                if len(e.keys) > limit:
                    emit((E_TRUNCATED | NUMBER, e.id, len(e.keys) - limit))
                kids = follow_kids(e.keys) + follow_kids(e.values)
            elif k == K_SET:
                e.keys = list(kind.iterate(v))
                e.values = sorted_members(e.keys)
                begin_content(e, S_SET, len(e.values))
                for item in e.values[:limit]:
                    part(E_PROPERTY, e, item)
                if len(e.values) > limit:
                    emit((E_TRUNCATED | NUMBER, e.id, len(e.values) - limit))
                kids = follow_kids(e.values)
            elif k == K_OBJECT:
                begin_content(e, S_OBJECT, 0)
            elif k == K_ERROR:
                begin_content(e, S_ERROR, 0)
                message = message_of(v)
                part(E_INTERNAL, e, kind.name)
                part(E_INTERNAL, e, message)
                args = error_args(v)
                if not (len(args) == 1 and args[0] == text_of(v) if args and type(args[0]) is str else not args):
                    part(KEY, e, "args")
                    part(E_PROPERTY, e, args)
                    kids = follow_kids([args])
            elif k == K_FUNCTION:
                begin_content(e, S_FUNCTION, 0)
                part(E_INTERNAL, e, function_name(v))
                fn = codes.get(id(function_code(v)), -1)
                emit((E_INTERNAL | NUMBER, e.id, fn))
            elif k == K_METHOD:
                begin_content(e, S_FUNCTION, 0)
                bound = v.__self__
                if type(v) is types.MethodType:
                    f = v.__func__
                    plain = type(f) is types.FunctionType
                    part(E_INTERNAL, e, function_name(f) if plain else "")
                    emit((E_INTERNAL | NUMBER, e.id, codes.get(id(function_code(f)), -1) if plain else -1))
                else:
                    part(E_INTERNAL, e, v.__name__)
                    emit((E_INTERNAL | NUMBER, e.id, -1))
                if id(type(bound)) not in ATOMS and type(bound) is not types.ModuleType:
                    inner(bound)
                    kids = follow_kids([bound])
            elif k == K_CLASS:
                begin_content(e, S_FUNCTION, 0)
                part(E_INTERNAL, e, RENAMED.get(id(v)) or type_name(v))
                init = type_dict(v).get("__init__")
                fn = codes.get(id(function_code(init)), -1) if type(init) is types.FunctionType else -1
                emit((E_INTERNAL | NUMBER, e.id, fn))
            elif k == K_BOXED:
                begin_content(e, S_BOXED, 0)
                part(E_INTERNAL, e, primitive(v))
            elif k == K_BYTES:
                begin_content(e, S_BOXED, 0)
                e.values = repr(v)
                part(E_INTERNAL, e, e.values)
            elif k == K_ENUM:
                begin_content(e, S_OBJECT, 0)
                own = kind.dict(v) if kind.dict else {}
                for shown, name in (("name", "_name_"), ("value", "_value_")):
                    if name in own:
                        part(KEY, e, shown)
                        part(E_PROPERTY, e, own[name])
            else:
                begin_content(e, S_OPAQUE, 0)
            e.kids = kids
            names, values = properties(kind, v)
            if names is not None:
                e.extra = (names, values)
                for name, item in itertools.islice(zip(names, values), limit):
                    part(KEY, e, name)
                    part(E_PROPERTY, e, item)
                if len(names) > limit:
                    emit((E_TRUNCATED | NUMBER, e.id, len(names) - limit))
                if values:
                    e.kids = list(kids) + follow_kids(values)

        def read_dict(kind, v):
            keys = list(kind.iterate(v))
            if kind.length is dict.values:
                if not OWN_KEYS.isdisjoint(k for k in keys if type(k) is str):
                    # What interpreters put into namespaces of their own accord differs between them.
                    pairs = [(k, w) for k, w in dict.items(v) if not (type(k) is str and k in OWN_KEYS)]
                    return [k for k, _ in pairs], [w for _, w in pairs]
                return keys, list(dict.values(v))
            return keys, [dict.__getitem__(v, key) for key in keys] if all(
                id(type(key)) in ATOMS for key in keys
            ) else [value for _, value in collections.OrderedDict.items(v)]

        def sorted_members(values):
            def order(v):
                found = order_of(v)
                if found[0] == 5:
                    e = table.get(id(v))
                    return (5, e.id if e is not None else next_object, "")
                return found
            return sorted(values, key=order)

        def properties(kind, v):
            """Names and values of what an object holds by name; None where it cannot."""
            k = kind.kind
            if k == K_FUNCTION:
                own = function_dict(v)
                return list(own), list(own.values())
            if k == K_CLASS:
                return class_properties(v)
            if k == K_ENUM or kind.dict is None and not kind.slots:
                return None, None
            names, values = [], []
            for name, get in kind.slots:
                try:
                    values.append(get(v))
                except AttributeError:
                    continue
                names.append(name)
            if kind.dict is not None:
                own = kind.dict(v)
                if type(own) is dict or isinstance(own, dict):
                    for name, value in dict.items(own):
                        if type(name) is str and not (kind.public and name[:1] == "_"):
                            names.append(name)
                            values.append(value)
            return names, values

        def class_properties(v):
            own = type_dict(v)
            if own.get("__module__") != "__main__":
                return None, None
            names, values = [], []
            if issubclass_of(type_mro(v), enum.Enum):
                members = own.get("_member_map_")
                if type(members) is dict:
                    return list(members), list(members.values())
                return None, None
            for name, value in own.items():
                if name[:2] == "__" and name[-2:] == "__" or name in HIDDEN:
                    continue
                if id(type(value)) in CODE_TYPES:
                    continue
                names.append(name)
                values.append(value)
            return names, values

        # -- comparing

        def variables(R):
            """Objects the activation can reach by name."""
            found = list(R.objs.values())
            fn = R.fn
            if fn is None:
                return found
            for variable, hops in fn.outer.items():
                owner = up(R, hops)
                v = owner.objs.get(variable, MISSING)
                if v is not MISSING:
                    found.append(v)
            if fn.globals:
                objs = module.objs
                for variable in fn.globals:
                    v = objs.get(variable, MISSING)
                    if v is not MISSING:
                        found.append(v)
            return found

        def up(R, hops):
            if hops < 0:
                return module
            while hops:
                R = R.parent
                hops -= 1
            return R

        def compare(R, reach, write):
            """Writes what changed of the objects a statement could change."""
            nonlocal writer, writer_frame
            if output:
                print_rest()
            if dynamic:
                compare_names(R)
            if not follow:
                return
            if reach == 1 or R.mark != ran:
                todo = variables(R)
                if R.mark != ran and reach:
                    todo += named(R, reach)
            elif reach == 0:
                return
            else:
                todo = named(R, reach)
            if todo:
                writer, writer_frame = PUT | write << 9, R.id
                visit(todo)

        def compare_names(R):
            """Variables of the module that were written through its dictionary."""
            space = self_.space
            for op, variable, name in dynamic:
                v = space.get(name, MISSING)
                known = seen_names.get(variable, MISSING)
                if v is known or v is not MISSING and known is not MISSING and same(v, known):
                    continue
                if v is MISSING:
                    module.objs.pop(variable, None)
                    seen_names.pop(variable)
                    emit((op | UNINITIALIZED, R.id, 0))
                else:
                    mirror(R, variable, -1, v)
                    put_set(R, (op,), v)

        def named(R, reach):
            found = []
            if reach == 1:
                return found
            for variable, hops in reach:
                v = up(R, hops).objs.get(variable, MISSING)
                if v is not MISSING:
                    found.append(v)
            return found

        def visit(todo):
            nonlocal budget
            budget = max_objects
            seen = set()
            todo.reverse()
            get = table.get
            while todo:
                v = todo.pop()
                number = id(v)
                if number in seen:
                    continue
                seen.add(number)
                e = get(number)
                if e is None:
                    e = add(v)
                    if e is None:
                        continue
                    settle()
                else:
                    changed(e, v)
                if e.kids:
                    if len(seen) > NODES:
                        return
                    todo.extend(e.kids)

        def changed(e, v):
            kind = e.kind
            k = kind.kind
            if type(v) is not kind.type:
                # `x.__class__ = Other`
                again(e, v)
                return
            if k == K_LIST:
                old = e.values
                if len(old) != kind.length(v) or not all(map(is_, old, kind.iterate(v))):
                    list_changed(e, v)
            elif k == K_TUPLE:
                pass
            elif k == K_DICT:
                if len(e.keys) != dict.__len__(v) or not all(map(is_, e.keys, kind.iterate(v))) or not all(
                    map(is_, e.values, dict.values(v) if kind.length is dict.values else read_dict(kind, v)[1])
                ):
                    dict_changed(e, v)
            elif k == K_SET:
                if len(e.keys) != kind.length(v) or not all(map(is_, e.keys, kind.iterate(v))):
                    set_changed(e, v)
            elif k == K_BYTES:
                text = repr(v)
                if text != e.values:
                    again(e, v)
                    return
            elif k == K_FUNCTION:
                if not function_dict(v) and not e.extra[0]:
                    return
            elif k == K_CLASS:
                own = type_dict(v)
                if e.keys is not None and len(own) == len(e.keys) and all(map(is_, e.keys, own.values())):
                    return
                e.keys = list(own.values())
            if e.extra is not None:
                names, values = properties(kind, v)
                if names != e.extra[0] or len(values) != len(e.extra[1]) or not all(map(is_, values, e.extra[1])):
                    properties_changed(e, v, names, values)

        def again(e, v):
            e.kind = known_kind(type(v))
            e.keys = e.values = e.extra = None
            queue.append((e, v))
            settle()

        def same(a, b):
            """Whether two atoms are one value, whatever the interpreter makes of their identity."""
            if a is b:
                return True
            t = type(a)
            if t is not type(b) or id(t) not in ATOMS:
                return False
            if t is float:
                return a == b and (a != 0 or str(a) == str(b)) or a != a and b != b
            return a == b

        def argument(e, v):
            tag, n = inner(v)
            emit((ARG | tag, e.id, n))

        def prepare(values):
            """Objects seen first are written before the rows that hold them."""
            for v in values:
                if id(type(v)) not in ATOMS and id(v) not in table:
                    add(v)
            settle()

        def list_changed(e, v):
            old, new = e.values, list(e.kind.iterate(v))
            e.values = new
            n, m = len(old), len(new)
            equal = list(map(is_, old, new))
            misses = equal.count(False)
            if n == m and misses <= 4:
                few_changed(e, old, new, equal, misses)
                return
            if m > n and misses == 0:
                put = new[n:]
                kids = [item for item in put if id(type(item)) not in ATOMS]
                if kids:
                    e.kids = [*e.kids, *kids]
                    prepare(kids)
                emit((MUTATE | M_PUSH << 9, e.id, len(put)))
                for item in put:
                    argument(e, item)
                return
            head = equal.index(False) if False in equal else min(n, m)
            if n == m:
                different = [i for i in range(head, n) if not equal[i] and not same(old[i], new[i])]
                e.kids = renewed(e)
                if not different:
                    return
                if len(different) <= 4 or 4 * len(different) <= n:
                    prepare([new[i] for i in different])
                    for i in different:
                        emit((KEY | NUMBER, e.id, i))
                        tag, number = inner(new[i])
                        emit((writer | tag, writer_frame, number))
                    return
                head, tail = different[0], n - 1 - different[-1]
            else:
                limit = min(n, m)
                while head < limit and same(old[head], new[head]):
                    head += 1
                tail = 0
                while tail < limit - head and same(old[n - 1 - tail], new[m - 1 - tail]):
                    tail += 1
                e.kids = renewed(e)
            put = new[head:m - tail]
            prepare(put)
            if head == n and tail == 0:
                emit((MUTATE | M_PUSH << 9, e.id, len(put)))
            elif head == m and n == m + 1:
                emit((MUTATE | M_POP << 9, e.id, 0))
                return
            else:
                emit((MUTATE | M_SPLICE << 9, e.id, len(put) + 2))
                emit((ARG | NUMBER, e.id, head, ARG | NUMBER, e.id, n - tail - head))
            for item in put:
                argument(e, item)

        def few_changed(e, old, new, equal, misses):
            """Some elements of a list of the same length were written."""
            at, different, objects = -1, [], False
            for _ in range(misses):
                at = equal.index(False, at + 1)
                before, now = old[at], new[at]
                if id(type(before)) not in ATOMS or id(type(now)) not in ATOMS:
                    objects = True
                if not same(before, now):
                    different.append(at)
            if objects:
                e.kids = renewed(e)
                prepare([new[i] for i in different])
            for i in different:
                emit((KEY | NUMBER, e.id, i))
                tag, number = inner(new[i])
                emit((writer | tag, writer_frame, number))

        def renewed(e):
            kids = []
            keys = () if e.kind.kind == K_CLASS else e.keys or ()
            for v in itertools.chain(keys, e.values or (), e.extra[1] if e.extra else ()):
                if id(type(v)) not in ATOMS:
                    kids.append(v)
            return kids

        def dict_changed(e, v):
            keys, values = read_dict(e.kind, v)
            old_keys, old_values = e.keys, e.values
            n = len(old_keys)
            e.keys, e.values = keys, values
            e.kids = renewed(e)
            if len(keys) > max_entries or n > max_entries or any(map(doubtful, keys)):
                whole(e, v)
                return
            if not keys:
                emit((MUTATE | M_CLEAR << 9, e.id, 0))
                return
            present = set(map(ident, keys))
            gone = [key for key in old_keys if ident(key) not in present]
            if gone:
                left = [(k, w) for k, w in zip(old_keys, old_values) if ident(k) in present]
                old_keys, old_values = [k for k, _ in left], [w for _, w in left]
            at = len(old_keys)
            if at > len(keys) or not all(map(same, old_keys, keys)) or any(map(doubtful, gone)):
                whole(e, v)
                return
            put = [i for i in range(at) if not same(old_values[i], values[i])]
            put += range(at, len(keys))
            if len(put) > 8 and 2 * len(put) > len(keys):
                whole(e, v)
                return
            prepare([x for i in put for x in (keys[i], values[i])])
            for key in gone:
                emit((MUTATE | M_MAP_DELETE << 9, e.id, 1))
                argument(e, key)
            for i in put:
                emit((MUTATE | M_MAP_SET << 9, e.id, 2))
                argument(e, keys[i])
                argument(e, values[i])

        def ident(key):
            """What a key is known by: atoms by type and value."""
            return (type(key), key) if id(type(key)) in ATOMS else id(key)

        def doubtful(key):
            """Keys the replayed map might take for another one."""
            t = type(key)
            return t is str and len(key) > string_chars // 2 or t is float and (key != key or key == 0)

        def set_changed(e, v):
            keys = list(e.kind.iterate(v))
            old = e.keys
            e.keys = keys
            before, now = set(map(ident, old)), set(map(ident, keys))
            added = [k for k in keys if ident(k) not in before]
            gone = [k for k in old if ident(k) not in now]
            if not added and not gone:
                e.values = sorted_members(keys)
                e.kids = renewed(e)
                return
            if len(keys) > max_entries or len(old) > max_entries or any(map(doubtful, added + gone)):
                whole(e, v)
                return
            if len(added) + len(gone) > 8 and 2 * (len(added) + len(gone)) > len(keys):
                whole(e, v)
                return
            added, gone = sorted_members(added), sorted_members(gone)
            e.values = keys
            e.kids = renewed(e)
            prepare(added)
            for key in gone:
                emit((MUTATE | M_SET_DELETE << 9, e.id, 1))
                argument(e, key)
            for key in added:
                emit((MUTATE | M_SET_ADD << 9, e.id, 1))
                argument(e, key)

        def whole(e, v):
            queue.append((e, v))
            settle()

        def properties_changed(e, v, names, values):
            old_names, old_values = e.extra
            old = dict(zip(old_names, old_values))
            now = dict(zip(names, values))
            left = [name for name in old_names if name in now]
            if left != names[:len(left)] or len(names) > max_entries or len(old) > max_entries:
                whole(e, v)
                return
            put = [name for name in names if name not in old or not same(old[name], now[name])]
            e.extra = (names, values)
            e.kids = renewed(e)
            prepare([now[name] for name in put])
            for name in old_names:
                if name not in now:
                    emit((KEY | STRING, e.id, intern(name), DELETE | writer & ~31, writer_frame, 0))
            for name in put:
                tag, number = inner(now[name])
                emit((KEY | STRING, e.id, intern(name), writer | tag, writer_frame, number))

        # -- audit

        def audit(R):
            nonlocal table, queue, next_object
            pyframe = getframe(2)
            while pyframe is not None and pyframe.f_code.co_filename != self_.file:
                pyframe = pyframe.f_back
            if pyframe is None or R is call or R.fn.body:
                return
            space = self_.space if R is module else pyframe.f_locals
            kept = table, queue
            for variable in self_.tables.variables:
                if variable["function"] != R.fn.id:
                    continue
                name = variable["name"]
                op = CHECK | variable["id"] << 9
                v = space[name] if name in space else MISSING
                table, queue = {}, collections.deque()
                if v is MISSING:
                    emit((op | UNINITIALIZED, R.id, 0))
                else:
                    tag, n = encode(v)
                    emit((op | tag, R.id, n))
            table, queue = kept

        self.space = {}

        # -- variables

        def mirror(R, variable, hops, v):
            owner = R if hops == 0 else up(R, hops)
            if dynamic and owner is module:
                seen_names[variable] = v
            if id(type(v)) in ATOMS:
                if owner.objs:
                    owner.objs.pop(variable, None)
                return
            owner.objs[variable] = v

        def put_set(R, found, v):
            tag, n = encode(v)
            emit((found[0] | tag, R.id, n))

        # -- the stack

        def realign(R):
            """R runs but is not on top: those above it are suspended, or were left by an exception nobody saw."""
            if stopped is not None:
                raise Stop()
            for i in range(len(stack) - 1, 0, -1):
                if stack[i] is R:
                    for F in stack[:i:-1]:
                        lost(F)
                    del stack[i + 1:]
                    return
            settle_stack()
            stack.append(R)

        def lost(F):
            if F.wait < 0:
                emit((F.fn.throw | ELIDED, F.id, 0))

        def settle_stack():
            """Takes suspended activations off the top."""
            while stack[-1].wait >= 0:
                stack.pop()

        def push(R):
            if stack[-1] is not R:
                if R in stack:
                    realign(R)
                else:
                    settle_stack()
                    stack.append(R)

        def pop(R):
            if stack[-1] is R:
                stack.pop()
                return
            for i in range(len(stack) - 1, 0, -1):
                if stack[i] is R:
                    for F in stack[:i:-1]:
                        lost(F)
                    del stack[i:]
                    return

        def unwind(R, error):
            """Lambdas above R were left by this exception."""
            for i in range(len(stack) - 1, 0, -1):
                if stack[i] is R:
                    for F in stack[:i:-1]:
                        if F.wait < 0:
                            tag, n = encode(error)
                            emit((F.fn.throw | tag, F.id, n))
                    del stack[i + 1:]
                    return
            push(R)

        def come_back(R, error):
            op = R.wait
            if op < 0:
                return
            R.wait = -1
            push(R)
            closes = op & 31 == YIELD and isinstance(error, GeneratorExit)
            R.closing = closes
            emit(((RESUME_RETURN if closes else RESUME_THROW) | op & ~511, R.id, 0))

        # -- hooks

        def enter(fn, parent, *values):
            nonlocal frame_count, ran
            top = stack[-1]
            if top.wait >= 0:
                # Its own awaitable runs, or the event loop has gone on.
                caller = getframe(1 + deeper).f_back
                if caller is None or caller.f_code is not top.fn.code:
                    settle_stack()
                    top = stack[-1]
            if len(stack) > depth_limit:
                too_deep()
            R = Frame(frame_count, fn, parent)
            frame_count += 1
            ran += 1
            if output:
                print_rest()
            emit((fn.call, R.id, top.id, SCOPE, R.id, parent.id))
            stack.append(R)
            objs = R.objs
            for (op, variable, _), v in zip(fn.params, values):
                if id(type(v)) not in ATOMS:
                    objs[variable] = v
            if objs and follow:
                watch(R)
            for (op, variable, _), v in zip(fn.params, values):
                t = type(v)
                if t is int and -SAFE <= v <= SAFE:
                    emit((op | INT, R.id, v))
                else:
                    tag, n = encode(v)
                    emit((op | tag, R.id, n))
            R.mark = ran
            return R

        def watch(R):
            nonlocal writer, writer_frame
            writer, writer_frame = PUT | R.fn.write << 9, R.id
            visit(list(R.objs.values()))

        def begin(R, op):
            nonlocal work
            work += 1
            if work >= next_look:
                look()
            if stack[-1] is not R:
                realign(R)
            R.mark = ran
            emit((op, R.id, 0))

        def end(R, op):
            if R.mark != ran or output:
                compare(R, 1, R.fn.write)
            emit((op, R.id, 0))

        def end_set(R, op, set_op, variable, v):
            if R.mark != ran or output:
                if id(type(v)) not in ATOMS:
                    R.objs[variable] = v
                compare(R, 1, R.fn.write)
            t = type(v)
            if t is int and -SAFE <= v <= SAFE:
                if R.objs:
                    R.objs.pop(variable, None)
                emit((set_op | INT, R.id, v, op, R.id, 0))
                return
            if id(t) in ATOMS:
                if R.objs:
                    R.objs.pop(variable, None)
            else:
                R.objs[variable] = v
            tag, n = encode(v)
            emit((set_op | tag, R.id, n, op, R.id, 0))

        def end_full(R, op, write, reach, branch, found, *values):
            for (_, variable, hops), v in zip(found, values):
                mirror(R, variable, hops, v)
            compare(R, reach, write)
            if branch:
                emit((branch, R.id, 1))
            for f, v in zip(found, values):
                put_set(R, f, v)
            emit((op, R.id, 0))

        def end_light(R, op, write, reach, set_op, variable, hops, v):
            if R.mark == ran and id(type(v)) in ATOMS and not output:
                end_set(R, op, set_op, variable, v)
            else:
                end_full(R, op, write, reach, 0, ((set_op, variable, hops),), v)

        def end_class(R, op, write, branch, found, names):
            space = getframe(2 + deeper).f_locals
            values = [
                dict.get(space, n, MISSING) if isinstance(space, dict) else MISSING for n in names
            ]
            for (_, variable, hops), v in zip(found, values):
                if v is not MISSING:
                    mirror(R, variable, hops, v)
            compare(R, 1, write)
            if branch:
                emit((branch, R.id, 1))
            for f, v in zip(found, values):
                if v is not MISSING:
                    put_set(R, f, v)
            emit((op, R.id, 0))

        def end_delete(R, op, write, reach, found):
            for set_op, variable, hops in found:
                up(R, hops).objs.pop(variable, None)
                if hops < 0:
                    seen_names.pop(variable, None)
            compare(R, reach, write)
            for set_op, variable, hops in found:
                emit((set_op | UNINITIALIZED, R.id, 0))
            emit((op, R.id, 0))

        def undo(R, found):
            if stopped is not None:
                return
            set_op, variable, hops = found
            if hops < 0:
                seen_names.pop(variable, None)
            up(R, hops).objs.pop(variable, None)
            if R.wait >= 0:
                come_back(R, exc_info()[1])
            emit((set_op | UNINITIALIZED, R.id, 0))

        def yes(R, branch, op):
            if R.mark != ran or output:
                compare(R, 1, R.fn.write)
            emit((branch, R.id, 1, op, R.id, 0))
            return True

        def no(R, branch, op):
            if R.mark != ran or output:
                compare(R, 1, R.fn.write)
            emit((branch, R.id, 0, op, R.id, 0))
            return False

        def decided(R, branch, op, write, reach, truth):
            compare(R, reach, write)
            emit((branch, R.id, 1 if truth else 0, op, R.id, 0))
            return truth

        def advanced(R, branch, op, set_op, variable, v):
            if R.mark != ran or output:
                compare(R, 1, R.fn.write)
            t = type(v)
            if t is int and -SAFE <= v <= SAFE:
                if R.objs:
                    R.objs.pop(variable, None)
                emit((branch, R.id, 1, set_op | INT, R.id, v, op, R.id, 0))
                return
            mirror(R, variable, 0, v)
            emit((branch, R.id, 1))
            tag, n = encode(v)
            emit((set_op | tag, R.id, n, op, R.id, 0))

        def ticks(R, op, iterable):
            """Advances with a BEGIN before each but the first, which has one already."""
            over = object()

            begins = hooks["b"]

            def tick():
                begins(R, op)

            return map({}.get, chain((None,), iter(tick, over)), iterable)

        def returned(R, op, write, reach, v):
            if reach != 0 or R.mark != ran or output:
                compare(R, reach, write)
            if follow and id(type(v)) not in ATOMS and id(v) in table:
                stale(R, v, write)
            if R.wait >= 0:
                come_back(R, None)
            tag, n = encode(v)
            emit((op | tag, R.id, n))
            if R.fn.lean:
                pop(R)
                if not R.fn.captured:
                    R.objs = {}
            return v

        def stale(R, v, write):
            nonlocal writer, writer_frame
            writer, writer_frame = PUT | write << 9, R.id
            visit([v])

        def fell(R, op):
            compare(R, 0, R.fn.write)
            emit((op | NULL, R.id, 0))
            if R.fn.lean:
                pop(R)
                if not R.fn.captured:
                    R.objs = {}

        def left(R):
            if stopped is None:
                pop(R)
                if not R.fn.captured:
                    R.objs = {}

        def thrown(R):
            error = exc_info()[1]
            if stopped is not None:
                return
            come_back(R, error)
            unwind(R, error)
            if R.closing and type(error) is GeneratorExit:
                pop(R)
                return
            if output:
                print_rest()
            if follow:
                compare(R, 1, R.fn.write)
            tag, n = encode(error)
            last_throw[0], last_throw[1] = sent + len(rows) // 3, error
            emit((R.fn.throw | tag, R.id, n))
            pop(R)

        def caught(R, op, found):
            if stopped is not None:
                raise Stop()
            error = exc_info()[1]
            come_back(R, error)
            unwind(R, error)
            compare(R, 1, R.fn.write)
            tag, n = encode(error)
            emit((op | tag, R.id, n))
            if found is not None:
                mirror(R, found[1], found[2], error)
                put_set(R, found, error)

        def finally_(R, op, end_op):
            if stopped is not None:
                raise Stop()
            error = exc_info()[1]
            if R.wait >= 0:
                come_back(R, error)
            elif stack[-1] is not R and error is not None:
                unwind(R, error)
            begin(R, op)
            emit((end_op, R.id, 0))

        def branch(R, op, truth):
            emit((op, R.id, 1 if truth else 0))
            return truth

        def and_(R, op, v):
            if id(type(v)) in SAFE_TRUTH:
                emit((op, R.id, 1 if v else 0))
            return v

        def or_(R, op, v):
            if id(type(v)) in SAFE_TRUTH:
                emit((op, R.id, 0 if v else 1))
            return v

        def assigned(R, found, v):
            mirror(R, found[1], found[2], v)
            put_set(R, found, v)
            return v

        def subject(R, op, write, reach, v):
            compare(R, reach, write)
            emit((op, R.id, 0))
            return v

        def taken(R, op, index):
            emit((op, R.id, index))

        def captured(R, write, found, *values):
            for f, v in zip(found, values):
                mirror(R, f[1], f[2], v)
                put_set(R, f, v)

        def yields(R, op, v):
            compare(R, 1, R.fn.write)
            tag, n = encode(v)
            emit((op | tag, R.id, n))
            R.wait = op
            pop(R)
            return v

        def delegates(R, op, v):
            compare(R, 1, R.fn.write)
            tag, n = encode(v)
            emit((op | tag, R.id, n))
            R.wait = op
            return v

        def resumes(R, op, v):
            nonlocal ran
            if stopped is not None:
                raise Stop()
            ran += 1
            R.wait = -1
            push(R)
            compare(R, 1, R.fn.write)
            tag, n = encode(v)
            emit((op | tag, R.id, n))
            return v

        def async_resumes(R, op):
            resumes(R, op, None)

        def reads(R, op, v):
            tag, n = encode(v)
            emit((op | tag, R.id, n))
            return v

        # -- output

        def write(stream, text):
            nonlocal output_stream, output_left
            if stopped is not None:
                return
            which = 2 if stream == "stderr" or stream == 2 else 1
            if output and which != output_stream:
                print_rest()
            output_stream = which
            if len(text) > output_left:
                output.append(text[:output_left])
                output_left = 0
                print_rest()
                halt("output", limits["outputChars"])
            output_left -= len(text)
            output.append(text)
            if text.endswith("\n"):
                print_rest()

        def print_rest():
            text = "".join(output)
            del output[:]
            if text:
                emit((OUTPUT | STRING | output_stream << 9, stack[-1].id, intern(text)))

        def moved(ms):
            emit((CLOCK, -1, ms))

        # -- the run

        def start_frame(fn, parent):
            nonlocal frame_count
            R = Frame(frame_count, fn, parent)
            frame_count += 1
            return R

        def open_frame(R, parent):
            emit((R.fn.call, R.id, -1, SCOPE, R.id, parent))
            stack.append(R)

        def finish(R, op, v):
            compare(R, 1, R.fn.write)
            if id(type(v)) not in ATOMS and id(v) in table and follow:
                stale(R, v, R.fn.write)
            tag, n = encode(v)
            row = sent + len(rows) // 3
            emit((op | tag, R.id, n))
            del stack[1:]
            return row

        def close():
            """Nothing is recorded from now on."""
            nonlocal stopped, next_look, depth_limit
            if output:
                print_rest()
            flush()
            if stopped is None:
                stopped = {}
            next_look = depth_limit = -1

        def set_limit(limit):
            nonlocal depth_limit
            if not isinstance(limit, int):
                raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
            if limit <= 0:
                raise ValueError("recursion limit must be greater or equal than 1")
            if depth_limit >= 0:
                depth_limit = min(limit, limits["depth"])

        def get_limit():
            return max(depth_limit, 1)

        hooks = {
            "e": enter, "b": begin, "n": end, "s": end_set, "j": end_light, "d": end_full, "k": end_class, "x": end_delete, "u": undo,
            "y": yes, "z": no, "h": decided, "g": advanced, "i": ticks, "r": returned, "f": fell, "l": left,
            "t": thrown, "q": caught, "w": finally_, "p": branch, "la": and_, "lo": or_, "a": assigned, "m": subject,
            "v": taken, "o": captured, "yl": yields, "yf": delegates, "aw": delegates, "rs": resumes,
            "ar": async_resumes, "rd": reads,
        }
        if auditing:
            def audited(hook):
                def check(R, *args):
                    result = hook(R, *args)
                    audit(R)
                    return result
                return check
            for name in ("n", "s", "d", "x", "j"):
                hooks[name] = audited(hooks[name])

        turns = _thread.RLock()
        current, thread_count = _thread.get_ident(), 1
        threads = {current: (0, stack)}
        tokens, live = 0, False

        def turn():
            """Notes that another thread has come to run."""
            nonlocal current, stack, thread_count
            ident = _thread.get_ident()
            if ident == current:
                return
            if ident not in threads:
                threads[ident] = (thread_count, [floor])
                thread_count += 1
            current = ident
            number, stack = threads[ident]
            if stopped is None:
                emit((THREAD, -1, number))

        def taking_turns(hook):
            def call(*args):
                with turns:
                    turn()
                    return hook(*args)
            return call

        def release(starting=False):
            """A number for what was done so far, to be given to `acquire` by who goes on from here."""
            nonlocal tokens, live
            live = live or starting
            if not live:
                # Locks of a program that has one thread change no hands.
                return 0
            with turns:
                turn()
                tokens += 1
                if stopped is None:
                    emit((SYNC, stack[-1].id, tokens))
                return tokens

        def acquire(token):
            with turns:
                turn()
                if stopped is None:
                    emit((SYNC | 1 << 9, stack[-1].id, token))

        def thread_begins():
            """The system gives numbers of threads again: this is a new one."""
            with turns:
                threads.pop(_thread.get_ident(), None)

        if self.threaded:
            for name, hook in list(hooks.items()):
                hooks[name] = taking_turns(hook)
            write, moved = taking_turns(write), taking_turns(moved)
        self.release, self.acquire, self.thread_begins = release, acquire, thread_begins

        def on_top(hook):
            """For class bodies, which hold no activation: the innermost class body that runs."""
            def call(*args):
                at = len(stack) - 1
                while at > 0 and not stack[at].fn.body:
                    at -= 1
                return hook(stack[at], *args)
            return call

        for name, hook in list(hooks.items()):
            hooks[f"c{name}"] = on_top(hook)
        hooks["ce"] = hooks["e"]

        def state():
            return {
                "stopped": stopped, "steps": work, "frames": frame_count,
            }

        def set_frames(m, c):
            nonlocal module, call
            module = m
            call = c

        self.hooks, self.codes, self.start_frame, self.open_frame, self.finish = (
            hooks, codes, start_frame, open_frame, finish
        )
        self.thrown, self.close, self.state, self.write, self.moved = thrown, close, state, write, moved
        self.set_frames, self.set_limit, self.get_limit = set_frames, set_limit, get_limit
        self.last_throw, self.begin, self.halt = last_throw, begin, halt


OWN_KEYS = frozenset(("__builtins__", "__firstlineno__", "__static_attributes__"))
HIDDEN = {"_abc_impl", "_is_protocol", "_is_runtime_protocol"}
CODE_TYPES = set(map(id, (
    types.FunctionType, staticmethod, classmethod, property, types.MemberDescriptorType, types.GetSetDescriptorType,
)))
SAFE_TRUTH = ATOMS | set(map(id, (
    list, tuple, dict, set, frozenset, bytes, range, complex, collections.deque, types.FunctionType,
)))


# ---------------------------------------------------------------- the program's world


def without_hidden(names):
    return {name: value for name, value in names.items() if not name.startswith(HIDDEN_NAME)}


def patched_builtins(file):
    """Built-ins that look into the caller's variables do not show ours."""
    real_dir, real_vars = builtins.dir, builtins.vars

    def space():
        frame = sys._getframe(2)
        names = frame.f_locals
        if frame.f_code.co_filename != file or names is frame.f_globals or not frame.f_code.co_flags & 1:
            return names
        return without_hidden(names)

    def locals():
        """Return a dictionary containing the current scope's local variables."""
        return space()

    def vars(*args):
        """Without arguments, equivalent to locals(). With an argument, equivalent to object.__dict__."""
        return real_vars(*args) if args else space()

    def dir(*args):
        """Names of an object, without arguments those of the current scope."""
        return real_dir(*args) if args else sorted(space())

    return {"locals": locals, "vars": vars, "dir": dir}


class Undo(list):
    def put(self, owner, name, value):
        before = getattr(owner, name)
        self.append(lambda: setattr(owner, name, before))
        setattr(owner, name, value)

    def run(self):
        while self:
            self.pop()()


def primitive(v):
    t = type(v)
    if id(t) in REPRS:
        return repr(v)
    mro = type_mro(t)
    for base, read in ((int, int.__int__), (str, str.__str__), (float, float.__float__)):
        if issubclass_of(mro, base):
            return read(v)
    for base in (bytes, complex, datetime.datetime, datetime.date, datetime.timedelta, decimal.Decimal):
        if issubclass_of(mro, base):
            return base.__repr__(v) if base in (bytes, complex, decimal.Decimal) else base.__str__(v)
    return ""


def fault(error, program):
    """A program that does not compile, for the host to say."""
    column = max(0, (error.offset or 1) - 1)
    if error.text is not None and error.lineno:
        column = len(error.text[:column].encode("utf-16-le", "surrogatepass")) // 2
    return {"fault": error.msg or "syntax error", "program": program, "line": error.lineno or 1, "column": column}


def compiled(text, file, mode, program):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The original is compiled as well: what only the compiler refuses stands at its true place.
            compile(text, file, mode, dont_inherit=True)
            return ast.parse(text, file, mode)
    except SyntaxError as error:
        return fault(error, program)
    except (ValueError, MemoryError, RecursionError) as error:
        return {"fault": f"{type(error).__name__}: {error}", "program": program, "line": 1, "column": 0}


def woven(tree, file, mode, hooks, recorder):
    """Code of a rewritten tree."""
    with warnings.catch_warnings():
        # The compiler warns of hooks: their names are strings until they are put in.
        warnings.simplefilter("ignore")
        code = compile(ast.fix_missing_locations(tree), file, mode, dont_inherit=True)
    return with_hooks(code, hooks, recorder.fns, recorder.codes)


def main(payload, host):
    """Records one program. Returns the outcome, or `fault` with its place for one that does not compile."""
    file, call_text = payload["file"], payload["call"]
    texts = [Text(payload["source"], 0)]
    trees = [compiled(texts[0].source, file, "exec", 0)]
    if call_text:
        texts.append(Text(call_text, 1))
        trees.append(compiled(call_text, "<call>", "eval", 1))
    for tree in trees:
        if isinstance(tree, dict):
            return tree
    tables = Tables()
    rewriter = Rewriter(tables, payload["record"]["reads"])
    rewriter.module_of(trees[0], texts[0])
    if call_text:
        call_fn, call_site, call_write = rewriter.call_of(trees[1], texts[1])
    dynamic = rewriter.globals()
    for table in (tables.functions, tables.sites, tables.variables, tables.writes, tables.reads):
        for number, entry in enumerate(table):
            entry["id"] = number
    recorder = Recorder(payload, host, tables, rewriter.fns, dynamic, rewriter.threaded)
    recorder.file = file
    module_frame = recorder.start_frame(rewriter.fns[0], None)
    call_frame = None
    recorder.set_frames(module_frame, None)
    hooks = {**recorder.hooks, "module": module_frame, "call": None}
    code = woven(trees[0], file, "exec", hooks, recorder)
    sent = {name: getattr(tables, name) for name in ("functions", "sites", "variables", "writes", "reads")}
    engine = "pyodide" if sys.platform == "emscripten" else sys.implementation.name
    host.tables(dict(sent, engine=f"{engine} {'.'.join(map(str, sys.version_info[:3]))}"))
    undo = Undo()
    module = types.ModuleType("__main__")
    space = recorder.space = vars(module)
    environment = world(payload, recorder)
    outcome = None
    main_before = sys.modules.get("__main__")
    sys.modules["__main__"] = module
    own = types.ModuleType("builtins")
    vars(own).update(vars(builtins))
    patched = patched_builtins(file)
    for name, value in patched.items():
        value.__qualname__ = name
        value.__module__ = "builtins"
    # The engine's own limit must not come before ours.
    engine_limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(engine_limit, 3 * payload["limits"]["depth"] + 1000))
    undo.append(lambda: sys.setrecursionlimit(engine_limit))
    undo.put(sys, "setrecursionlimit", recorder.set_limit)
    undo.put(sys, "getrecursionlimit", recorder.get_limit)
    undo.put(sys, "unraisablehook", lambda _: None)
    linecache.cache[file] = (
        len(texts[0].source), None, [line + "\n" for line in texts[0].source.splitlines()], file
    )
    if recorder.threaded:
        watch_threads(recorder, undo)
    frame = module_frame
    try:
        environment.enter()
        vars(own).update(vars(builtins))
        vars(own).update(patched)
        space.update(__file__=file, __builtins__=own)
        recorder.open_frame(module_frame, -1)
        try:
            exec(code, space)
            row = recorder.finish(module_frame, RETURN | rewriter.fns[0].site << 9, None)
            if call_text:
                call_frame = frame = recorder.start_frame(call_fn, module_frame)
                recorder.set_frames(module_frame, call_frame)
                call_frame.objs = module_frame.objs
                recorder.open_frame(call_frame, module_frame.id)
                hooks["call"] = call_frame
                code = woven(trees[1], "<call>", "eval", hooks, recorder)
                recorder.begin(call_frame, BEGIN | call_site << 9)
                result = eval(code, space)
                if is_awaitable(result):
                    result = environment.run_async(result)
                row = recorder.finish(call_frame, RETURN | call_site << 9, result)
            outcome = {"kind": "return", "row": row}
        except Stop:
            pass
        except BaseException as error:
            if recorder.state()["stopped"] is None:
                if isinstance(error, Deadlock) and call_frame is not None:
                    outcome = {"kind": "pending"}
                elif isinstance(error, MemoryError):
                    outcome = {"kind": "limit", "limit": "heap", "value": payload["limits"]["heapMiB"]}
                else:
                    recorder.thrown(frame)
                    outcome = {
                        "kind": "throw", "row": recorder.last_throw[0], "name": RENAMED.get(id(type(error))) or type_name(type(error)),
                        "message": message_of(error),
                    }
        if recorder.threaded:
            try:
                wait_for_threads()
            except Stop:
                pass
        state = recorder.state()
        if state["stopped"]:
            outcome = state["stopped"]
        recorder.close()
    finally:
        environment.leave()
        undo.run()
        if main_before is not None:
            sys.modules["__main__"] = main_before
    return {"outcome": outcome, "rejections": [], "steps": state["steps"], "frames": state["frames"]}


def watch_threads(recorder, undo):
    """Tells the recorder who goes on from where: starts and joins of threads, and locks as they change hands.

    Conditions, events, semaphores, barriers and queues are made of locks.
    """
    import queue
    import threading

    allocate, real_rlock = _thread.allocate_lock, _thread.RLock

    class lock:
        def __init__(self):
            self._lock, self._token = self._make(), 0

        _make = staticmethod(allocate)

        def acquire(self, blocking=True, timeout=-1):
            got = self._lock.acquire(blocking, timeout)
            if got and self._token:
                recorder.acquire(self._token)
            return got

        def release(self):
            self._token = recorder.release()
            self._lock.release()

        def locked(self):
            return self._lock.locked()

        def __enter__(self):
            return self.acquire()

        def __exit__(self, *_):
            self.release()

        def _at_fork_reinit(self):
            self._lock._at_fork_reinit()

    class RLock(lock):
        _make = staticmethod(real_rlock)

        def _is_owned(self):
            return self._lock._is_owned()

        def _release_save(self):
            self._token = recorder.release()
            return self._lock._release_save()

        def _acquire_restore(self, state):
            self._lock._acquire_restore(state)
            if self._token:
                recorder.acquire(self._token)

    lock.__module__ = RLock.__module__ = "_thread"
    started, ended = {}, {}
    start, bootstrap, join = threading.Thread.start, threading.Thread._bootstrap_inner, threading.Thread.join

    def start_thread(self):
        started[id(self)] = recorder.release(True)
        start(self)

    def run_thread(self):
        recorder.thread_begins()
        recorder.acquire(started.pop(id(self)))
        try:
            bootstrap(self)
        finally:
            ended[id(self)] = recorder.release()

    def join_thread(self, timeout=None):
        join(self, timeout)
        if not self.is_alive() and id(self) in ended:
            recorder.acquire(ended[id(self)])

    for name, value in (("start", start_thread), ("_bootstrap_inner", run_thread), ("join", join_thread)):
        value.__name__ = value.__qualname__ = name
        undo.put(threading.Thread, name, value)
    for name in ("Lock", "_allocate_lock"):
        undo.put(threading, name, lock)
    undo.put(threading, "_CRLock", RLock)
    # The built-in one is not made of locks.
    RENAMED[id(queue._PySimpleQueue)] = "SimpleQueue"
    undo.put(queue, "SimpleQueue", queue._PySimpleQueue)


def wait_for_threads():
    """As an interpreter does before it ends."""
    threading = sys.modules.get("threading")
    for thread in threading.enumerate() if threading else ():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()


def is_awaitable(value):
    return isinstance(value, types.CoroutineType) or "__await__" in {
        name for base in type_mro(type(value)) for name in type_dict(base)
    }


def world(payload, recorder):
    environment = Environment(payload["seed"], payload["epoch"], recorder.write)
    environment.on_clock = recorder.moved
    return environment
