"""Runs a program as it is: what it prints, how it ends, its module's plain values, and its lines by `sys.settrace`."""
import sys
import types

from tracebook_environment import Environment

FOLDED = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<module>")


def plain(value, depth=0):
    """Text of plain data; None for everything else."""
    t = type(value)
    if any(t is k for k in (type(None), int, float, str, bool, bytes)):
        return repr(value)
    if depth < 6 and (t is list or t is tuple):
        parts = [plain(v, depth + 1) for v in value]
        return None if None in parts else f"{t.__name__}({', '.join(parts)})"
    if depth < 6 and t is dict:
        parts = [(plain(k, depth + 1), plain(v, depth + 1)) for k, v in value.items()]
        return None if any(None in p for p in parts) else "{" + ", ".join(f"{k}: {v}" for k, v in parts) + "}"
    return None


def main(payload, host):
    source, file, call = payload["source"], payload["file"], payload["call"]
    module = types.ModuleType("__main__")
    printed, lines, failed, value = {"stdout": "", "stderr": ""}, [], None, None

    def write(stream, text):
        printed[stream] += text

    def in_frame(frame, event, arg):
        if event == "line":
            lines.append([frame.f_code.co_name, frame.f_lineno])
        return in_frame

    def in_call(frame, event, arg):
        if frame.f_code.co_filename == file and frame.f_code.co_name not in FOLDED:
            return in_frame

    before = sys.modules.get("__main__")
    environment = Environment(payload["seed"], payload["epoch"], write)
    sys.modules["__main__"] = module
    module.__file__ = file
    environment.enter()
    try:
        code = compile(source, file, "exec", dont_inherit=True)
        sys.settrace(in_call)
        try:
            exec(code, vars(module))
            if call:
                value = eval(compile(call, "<call>", "eval"), vars(module))
        except BaseException as error:
            failed = type(error).__name__
        finally:
            sys.settrace(None)
    finally:
        environment.leave()
        sys.modules["__main__"] = before
    values = {name: plain(v) for name, v in vars(module).items() if not name.startswith("__")}
    return {
        "printed": printed, "lines": lines, "failed": failed, "value": plain(value),
        "values": {name: text for name, text in values.items() if text is not None},
    }
