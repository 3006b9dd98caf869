"""What may stand between the parentheses of an answered call."""
import ast

#: Types and functions that give a value and do nothing else.
PURE = frozenset(
    "abs all any ascii bin bool bytearray bytes chr complex dict divmod enumerate filter float format frozenset hex"
    " int len list map max min oct ord range repr reversed round set slice sorted str sum tuple zip".split()
)
SIGNS = (ast.USub, ast.UAdd, ast.Invert, ast.Not)
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.BitAnd, ast.BitOr, ast.BitXor)
DISPLAYS = (ast.List, ast.Tuple, ast.Set)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp)


class PlainArguments:
    """Data: literals, arithmetic (not of truth values), pure functions and methods of data, variables of the program;
    lambdas and comprehensions of such. Nothing that chooses, compares or calls the program outside of them.
    """

    def __init__(self, names):
        self.variables = {name for name in names if not name.startswith("__")}
        self.called = {name for name in self.variables if callable(names[name])}

    def allow(self, call):
        return all(map(self.argument, call.args)) and all(self.argument(word.value) for word in call.keywords)

    def argument(self, node, local=frozenset()):
        def every(nodes):
            return all(self.argument(part, local) for part in nodes if part is not None)

        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Name):
            return node.id in local or node.id in self.variables or node.id in PURE
        if isinstance(node, DISPLAYS):
            return every(node.elts)
        if isinstance(node, ast.Starred):
            return every([node.value])
        if isinstance(node, ast.Dict):
            return every(node.keys) and every(node.values)
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, SIGNS) and every([node.operand])
        if isinstance(node, ast.BinOp):
            sides = [node.left, node.right]
            return isinstance(node.op, ARITHMETIC) and not any(map(truth, sides)) and every(sides)
        if isinstance(node, ast.Subscript):
            return every([node.value, node.slice])
        if isinstance(node, ast.Slice):
            return every([node.lower, node.upper, node.step])
        if isinstance(node, ast.Call):
            return self.function(node.func, local) and every(node.args) and every(w.value for w in node.keywords)
        if isinstance(node, ast.Lambda):
            given = node.args
            names = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            inside = local | {name.arg for name in names if name is not None}
            return every(given.defaults) and every(given.kw_defaults) and self.body(node.body, inside)
        return self.comprehension(node, local)

    def function(self, node, local):
        if isinstance(node, ast.Name):
            return node.id in PURE or node.id in local
        return isinstance(node, ast.Attribute) and not node.attr.startswith("_") and self.argument(node.value, local)

    def comprehension(self, node, local):
        if isinstance(node, COMPREHENSIONS):
            parts = [node.elt]
        elif isinstance(node, ast.DictComp):
            parts = [node.key, node.value]
        else:
            return False
        inside = set(local)
        for clause in node.generators:
            if clause.is_async or not self.body(clause.iter, inside):
                return False
            inside |= {name.id for name in ast.walk(clause.target) if isinstance(name, ast.Name)}
            if not all(self.body(condition, inside) for condition in clause.ifs):
                return False
        return all(self.body(part, inside) for part in parts)

    def body(self, node, local):
        """Within a lambda or a comprehension there may be choices and comparisons too."""
        if isinstance(node, ast.Compare):
            return all(self.body(part, local) for part in (node.left, *node.comparators))
        if isinstance(node, ast.BoolOp):
            return all(self.body(part, local) for part in node.values)
        if isinstance(node, ast.IfExp):
            return all(self.body(part, local) for part in (node.test, node.body, node.orelse))
        return self.argument(node, local)


def truth(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)
