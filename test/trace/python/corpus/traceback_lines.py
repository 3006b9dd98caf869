"""Line numbers of tracebacks are the program's own."""
import sys
import traceback


def inner(x):
    y = x
    return (y +
            1 // 0)


def outer():
    try:
        inner(
            5
        )
    except ZeroDivisionError:
        tb = sys.exc_info()[2]
        lines = []
        while tb:
            lines.append((tb.tb_lineno, tb.tb_frame.f_code.co_name))
            tb = tb.tb_next
        return lines


def current():
    here = sys._getframe().f_lineno
    for _ in range(1):
        there = sys._getframe().f_lineno
    return here, there


def stack():
    return [(f.name, f.lineno) for f in traceback.extract_stack()][-2:]


def again():
    try:
        inner(1)
    except ZeroDivisionError:
        raise


def generator():
    yield 1
    raise ValueError


try:
    again()
except ZeroDivisionError as e:
    reraised = [f.lineno for f in traceback.extract_tb(e.__traceback__)]
try:
    list(generator())
except ValueError as e:
    gen = [(f.lineno, f.line) for f in traceback.extract_tb(e.__traceback__)]
squares = sorted([3, 1], key=lambda v: sys._getframe().f_lineno)
print(outer(), current(), stack(), reraised, gen, inner.__code__.co_firstlineno, squares)
