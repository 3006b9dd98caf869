"""Where chosen heads should look early in training, read off each document: a lesson in attention.

A small model finds by itself only after many millions of tokens that a step's line can be looked up in the source by its label and
that a new value stands where its operand stood one row before. These guides name, for some heads, the position (or the tokens of
the line) that holds what is needed; `train.py --guide` adds minus the log of the attention there to the loss for the first part
of training. What is computed from what is seen is never told.
"""
import numpy as np

# (layer, head) of each guide.
PREVIOUS, LABEL = (0, 0), (0, 1)
TARGET, LINE, SAME_STEP = (1, 0), (1, 1), (1, 2)
OPERAND, FIRST, SECOND, AMOUNT = (2, 0), (2, 1), (2, 2), (2, 3)
VALUE, FIRST_VALUE, SECOND_VALUE, ANSWER, ENTRY = (3, 0), (3, 1), (3, 2), (3, 3), (4, 0)
GUIDES = [PREVIOUS, LABEL, TARGET, LINE, SAME_STEP, OPERAND, FIRST, SECOND, VALUE, FIRST_VALUE, SECOND_VALUE, ANSWER, ENTRY, AMOUNT]
NUMBER = {g: i for i, g in enumerate(GUIDES)}
# What a head reads there must be told by what it writes: the token it looks at (0), the one before it (-1: an operator).
READ = {TARGET: [0], OPERAND: [0], FIRST: [0], SECOND: [0, -1], AMOUNT: [0, -1], VALUE: [0], FIRST_VALUE: [0], SECOND_VALUE: [0], ANSWER: [0],
        ENTRY: [0]}
# Here it is the next token itself, and is read by the model's own unembedding.
SAID = (ANSWER, ENTRY)


class Line:
    """One source line: positions of its tokens, what each target is made of, the operands of a condition or return."""

    def __init__(self, t, start, end):
        self.start, self.end = start, end
        at = [p for p in range(start + 1, end) if t[p].strip()]
        w = [t[p].strip() for p in at]
        self.feeds, self.operands, self.amounts = {}, [], {}
        if not w:
            return
        if w[0] in ("let", "const") and "=" in w:
            e = w.index("=")
            if w[e + 1] != "{":
                self._assign(w, at, 1, e)
        elif w[0] == "[" and "=" in w:
            e = w.index("=")
            left = [i for i in range(1, e) if w[i].isalpha()]
            right = [i for i in range(e + 1, len(w)) if w[i].isalpha()]
            for a, b in zip(left, right):
                self.feeds[w[a]] = (at[b], at[a])
        elif w[0] in ("if", "while"):
            o = w.index("(")
            self.operands = [at[o + 1], at[o + 3]]
        elif w[0] == "for" and w.count(";") >= 2:
            o = w.index(";")
            self.operands = [at[o + 1], at[o + 3]]
        elif w[0] == "return" and len(w) > 1:
            self.operands = [at[1]]
        elif len(w) > 1 and w[1] in ("+=", "-="):
            self.feeds[w[0]] = (at[0], at[0])
            self.amounts[w[0]] = at[2]
        elif len(w) > 2 and w[1] == "=":
            self._assign(w, at, 0, 1)

    def _assign(self, w, at, target, e):
        operand = e + 3 if w[e + 1] == "m" and len(w) > e + 3 and w[e + 2] == "[" else e + 1
        self.feeds[w[target]] = (at[operand], at[target])
        if len(w) > e + 3 and w[e + 2] in ("+", "-"):
            self.amounts[w[target]] = at[e + 3]


def guides(ids: np.ndarray, text: dict, is_line: np.ndarray) -> np.ndarray:
    """[n, 4]: number of the guide, query position, first key position, one behind the last."""
    t = [text[int(i)] for i in ids]
    out = []

    def add(guide, q, k, end=None):
        if 0 <= k <= q:
            out.append((NUMBER[guide], q, k, (end or k + 1)))

    for p in range(1, len(t)):
        add(PREVIOUS, p, p - 1)
    strip = [x.strip() for x in t]
    section, label, lines, rows, names, asks, arguments, order = None, None, {}, [], [], [], [], []
    for p, s in enumerate(strip):
        if s.startswith("#") or s == "Answer:":
            section = s
            if s == "#ask":
                asks.append(p)
                label = None
            elif s != "Answer:":
                label = None
        if is_line[ids[p]]:
            label = p
            if section == "#code":
                order.append(p)
            elif section == "#trace":
                rows.append(p)
        if section == "#call" and s not in ("#call", "f", "(", ")", ",", "") and not s.startswith("#"):
            arguments.append(p)
        if label is not None:
            add(LABEL, p, label)
    code = [p for p, s in enumerate(strip) if s == "#code"]
    if not code or not order:
        return np.array(out, np.int16)
    stop = next((p for p in range(order[-1], len(t)) if strip[p].startswith("#") or ids[p] == 2), len(t))
    for a, b in zip(order, [*order[1:], stop]):
        lines[strip[a]] = Line(t, a, b)
    for line in lines.values():
        for operand, target in line.feeds.values():
            if target < operand:
                add(TARGET, operand, target)
    if not rows:
        return np.array(out, np.int16)
    head = strip.index("#trace")
    names = strip[head + 1 : head + 5]
    slot = {n: i for i, n in enumerate(names) if n != "."}
    # Entries of the map: the token of each key's value.
    entries = {strip[p - 1].strip('"'): p + 1 for p in range(order[0], stop) if strip[p] == ":"}
    before = None
    for r in rows:
        line = lines[strip[r]]
        for q in range(r, r + 7):
            add(LINE, q, line.start, line.end)
        for j, name in enumerate(names):
            q = r + 1 + j
            source = j
            if name in line.feeds:
                operand = line.feeds[name][0]
                add(OPERAND, q, operand)
                if name in line.amounts:
                    add(AMOUNT, q, line.amounts[name])
                source = slot.get(strip[operand])
            if source is not None:
                place = before + 2 + source if before is not None else arguments[source] if source < len(arguments) else None
                if place is not None:
                    add(VALUE, q, place)
                    if name in line.feeds and strip[line.feeds[name][0] - 1] == "[" and strip[line.feeds[name][0] - 2] == "m":
                        add(ENTRY, q, entries.get(strip[place].strip('"'), -1))
        if strip[r + 6] in ("T", "F"):
            for operand, where, value in zip(line.operands, (FIRST, SECOND), (FIRST_VALUE, SECOND_VALUE)):
                add(where, r + 5, operand)
                if strip[operand] in slot:
                    add(value, r + 5, r + 2 + slot[strip[operand]])
        before = r
    back = next((p for p in range(rows[-1], len(t)) if strip[p] == "#return"), None)
    line = lines[strip[rows[-1]]]
    if back is not None and line.operands:
        add(FIRST, back, line.operands[0])
        if strip[line.operands[0]] in slot:
            add(FIRST_VALUE, back, rows[-1] + 2 + slot[strip[line.operands[0]]])
    steps = {(strip[r], strip[r + 1]): i for i, r in enumerate(rows)}
    for a in asks:
        q = next((p for p in range(a, min(a + 8, len(t))) if strip[p] == "Answer:"), None)
        step = steps.get((strip[q - 2], strip[q - 1])) if q else None
        if step is None:
            continue
        for p in (q - 1, q):
            add(SAME_STEP, p, rows[step] + 1)
        if strip[a + 1] == "state" and strip[a + 2] in slot:
            if strip[a + 3] == "before":
                step -= 1
            if step >= 0:
                add(ANSWER, q, rows[step] + 2 + slot[strip[a + 2]])
        elif strip[a + 1] == "path" and step + 1 < len(rows):
            add(ANSWER, q, rows[step + 1])
    return np.array(out, np.int16)
