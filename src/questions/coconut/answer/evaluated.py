"""Chooses among the pieces of completions as CoCoNUT's scripts did, with `eval` on what models wrote.

payload = {"source": str, "pieces": [[candidate, ...]]}, the candidate to be tried first coming first.
main() returns one text for each list of candidates.
"""


def choose(pieces, source):
    for piece in pieces:
        try:
            value = eval(piece, {"__builtins__": __builtins__})
        except BaseException:
            if "..." in piece or "repeats" in piece:
                return piece
            continue
        if isinstance(value, list) and piece not in source:
            try:
                return str(value)
            except BaseException:
                continue
    return "[]"


def main(payload, host):
    return [choose(pieces, payload["source"]) for pieces in payload["pieces"]]
