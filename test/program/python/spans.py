"""Spans of every statement and expression of Python files, as CPython's ast has them.

Reads a JSON list of sources from stdin; writes for each a list of
[class, first byte, byte behind the last], or null where CPython refuses it.
"""

import ast
import json
import re
import sys
import warnings


def spans(source):
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    starts = [0]
    for end in re.finditer("\r\n|\r|\n", source):
        starts.append(len(source[: end.end()].encode("utf-8", "replace")))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.expr)):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            found.append([type(node).__name__, start, end])
    return found


sys.setrecursionlimit(5000)
warnings.simplefilter("ignore")
json.dump([spans(source) for source in json.load(sys.stdin)], sys.stdout)
