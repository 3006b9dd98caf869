"""Documents of `tracebook corpus` as arrays: token ids, what each token is (for weights and metrics), batches of similar length."""
import json

import numpy as np
import torch

# What a token that is to be predicted is. The order is that of the numbers in `classes`.
CLASSES = ["program", "line", "count", "changed", "unchanged", "branch", "end", "return", "ask", "output", "state", "path", "coverage", "other"]
INDEX = {name: i for i, name in enumerate(CLASSES)}
# Weight in the loss: what execution decides weighs most; names and constants of a program are drawn, nobody can know them.
WEIGHTS = {"program": 0.03, "line": 2.0, "count": 0.3, "changed": 3.0, "unchanged": 1.0, "branch": 5.0, "end": 0.1, "return": 2.0,
           "ask": 0.02, "output": 2.0, "state": 5.0, "path": 4.0, "coverage": 2.0, "other": 0.1}


class Vocabulary:
    """Tokens of tokenizer.json and the few of them that give a document its structure."""

    def __init__(self, path: str):
        with open(path, encoding="utf8") as f:
            model = json.load(f)["model"]["vocab"]
        shown = {}
        # Byte-level BPE writes bytes as printable characters: the inverse of that alphabet.
        keep = [*range(33, 127), *range(161, 173), *range(174, 256)]
        shown.update({chr(b): b for b in keep})
        shown.update({chr(256 + i): b for i, b in enumerate(b for b in range(256) if b not in keep)})
        self.text = {}
        for token, i in model.items():
            self.text[i] = bytes(shown[c] for c in token).decode("utf8", "replace") if all(c in shown for c in token) else token
        self.id = {t: i for i, t in self.text.items()}
        self.size = max(self.text) + 1
        n = np.zeros(self.size, bool)
        for i, t in self.text.items():
            n[i] = t.startswith("\n@") and t[2:].isdigit()
        self.is_line = n

    def find(self, text: str) -> int:
        """The token of a lexeme, with the newline or space before it or without."""
        for candidate in (text, "\n" + text, " " + text):
            if candidate in self.id:
                return self.id[candidate]
        raise KeyError(text)


def classify(ids: np.ndarray, v: Vocabulary) -> np.ndarray:
    """The class of every token of documents laid end to end (int8)."""
    n = len(ids)
    at = np.arange(n)
    heads = {name: [i for t, i in v.id.items() if t.strip() == name] for name in ("#code", "#call", "#trace", "#return", "#ask", "Answer:")}
    section = np.zeros(n, np.int8)
    for number, name in enumerate(heads, 1):
        section[np.isin(ids, heads[name])] = number
    mark = np.maximum.accumulate(np.where((section > 0) | (ids == 1), at, 0))
    since, section = at - mark, section[mark]
    out = np.full(n, INDEX["other"], np.int8)
    out[(section == 1) | (section == 2)] = INDEX["program"]
    trace = section == 3
    row = np.maximum.accumulate(np.where(v.is_line[ids], at, 0))
    place = at - row
    rows = trace & (row > mark)
    out[trace & ~rows] = INDEX["program"]
    for p, name in enumerate(["line", "count"]):
        out[rows & (place == p)] = INDEX[name]
    before = np.concatenate([np.full(7, -1, ids.dtype), ids[:-7]])
    first = row - mark <= 6
    value = rows & (place >= 2) & (place <= 5)
    changed = (before != ids) | first
    out[value & changed] = INDEX["changed"]
    out[value & ~changed] = INDEX["unchanged"]
    plain = v.find(" ;")
    out[rows & (place == 6)] = INDEX["branch"]
    out[rows & (place == 6) & (ids == plain)] = INDEX["end"]
    # `#return` ends the trace: it stands where a line could.
    out[(section == 4) & (since == 0)] = INDEX["line"]
    out[(section == 4) & (since == 1)] = INDEX["return"]
    out[section == 5] = INDEX["ask"]
    # An answer's class is the question's kind: the token behind `#ask`.
    ask = np.maximum.accumulate(np.where(np.isin(ids, heads["#ask"]), at, 0))
    kind = ids[np.minimum(ask + 1, n - 1)]
    answer = (section == 6) & (since > 0) & (ids != 2)
    for name in ("output", "state", "path", "coverage"):
        out[answer & np.isin(kind, [i for t, i in v.id.items() if t.strip() == name])] = INDEX[name]
    out[(section == 6) & (since == 0)] = INDEX["end"]
    out[ids <= 2] = INDEX["end"]
    return out


class Documents:
    """Documents of JSONL files that may still grow: `more()` reads what was added. A last line without its newline waits."""

    def __init__(self, files, v: Vocabulary, keep=None, every: tuple[int, int] = (0, 1), guide=None):
        self.guide, self.guides = guide, {}
        self.files, self.v, self.keep, self.every = list(files), v, keep, every
        self.read = {f: 0 for f in self.files}
        self.ids, self.classes, self.kinds = [], [], []
        self.seen = 0

    def more(self) -> int:
        """Reads on; how many documents came."""
        fresh = []
        for name in self.files:
            with open(name, "rb") as f:
                f.seek(self.read[name])
                data = f.read()
            end = data.rfind(b"\n") + 1
            self.read[name] += end
            for line in data[:end].splitlines():
                self.seen += 1
                if self.seen % self.every[1] != self.every[0]:
                    continue
                d = json.loads(line)
                if self.keep is None or self.keep(d):
                    fresh.append((np.array(d["ids"], np.int16), d["kind"]))
        if fresh:
            ids = np.concatenate([x for x, _ in fresh]).astype(np.int64)
            classes, at = classify(ids, self.v), 0
            for x, kind in fresh:
                self.ids.append(x)
                self.classes.append(classes[at : at + len(x)])
                self.kinds.append(kind)
                at += len(x)
        return len(fresh)


class Batches:
    """Batches of documents of similar length, each [documents, length] with length a multiple of 32; every document once a round."""

    def __init__(self, documents: Documents, tokens: int, seed, cut=0.0):
        """`cut`: so many of the traces end with the returned value, without their questions."""
        self.documents, self.tokens, self.cut = documents, tokens, cut
        self.rng = np.random.default_rng(seed)
        self.queues, self.known = {}, 0
        self.of_length = {}

    def _sort(self):
        for i in range(self.known, len(self.documents.ids)):
            d = self.documents
            if self.cut and d.kinds[i] == "trace" and self.rng.random() < self.cut:
                end = int(np.argmax(d.classes[i] == INDEX["return"])) + 1
                d.ids[i], d.classes[i] = d.ids[i][:end], d.classes[i][:end]
            self.of_length.setdefault(-(-len(d.ids[i]) // 32) * 32, []).append(i)
        self.known = len(self.documents.ids)

    def next(self, longest: int):
        """(ids, classes) with documents of at most `longest` tokens."""
        self._sort()
        lengths = sorted(n for n in self.of_length if n <= longest)
        weights = np.array([n * len(self.of_length[n]) for n in lengths], float)
        length = lengths[self.rng.choice(len(lengths), p=weights / weights.sum())]
        count = max(1, self.tokens // length)
        queue = self.queues.setdefault(length, [])
        while len(queue) < count:
            queue.extend(self.rng.permutation(self.of_length[length]).tolist())
        self.chosen = [queue.pop() for _ in range(count)]
        return self.pad(self.chosen, length)

    def guides(self):
        """[n, 5] of the last batch: document, number of the guide, query, first key, one behind the last."""
        d, parts = self.documents, []
        for row, i in enumerate(self.chosen):
            if i not in d.guides:
                d.guides[i] = d.guide(d.ids[i], d.v.text, d.v.is_line)
            g = d.guides[i]
            parts.append(np.concatenate([np.full((len(g), 1), row, np.int64), g], 1))
        return torch.from_numpy(np.concatenate(parts).astype(np.int64))

    def pad(self, chosen, length):
        ids = np.zeros((len(chosen), length), np.int64)
        classes = np.full((len(chosen), length), -1, np.int64)
        for row, i in enumerate(chosen):
            x = self.documents.ids[i]
            ids[row, : len(x)] = x
            classes[row, : len(x)] = self.documents.classes[i]
        return torch.from_numpy(ids), torch.from_numpy(classes)
