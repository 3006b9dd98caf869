"""Equality that tells types apart."""
import math


def same(a, b):
    """Whether two values are equal and of the same types throughout: `1`, `1.0` and `True` are three values."""
    kind = type(a)
    if kind is not type(b):
        return False
    if kind is float:
        return (a == b or a != a and b != b) and math.copysign(1, a) == math.copysign(1, b)
    if kind is complex:
        return same(a.real, b.real) and same(a.imag, b.imag)
    if kind in (list, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if kind is dict:
        keys = {key: key for key in b}
        return len(a) == len(b) and all(key in keys and same(key, keys[key]) and same(a[key], b[key]) for key in a)
    if kind in (set, frozenset):
        members = {member: member for member in b}
        return len(a) == len(b) and all(member in members and same(member, members[member]) for member in a)
    return kind in (bool, int, str, bytes, type(None), type(...)) and a == b
