"""Measures the model on documents of skeletons it was never trained on, running freely: it writes the trace, then answers.

python training/measure.py --checkpoint checkpoint.pt --tokenizer tokenizer.json --valid corpus/test.jsonl --documents 500

Greedy. A trace is exact when every token of it is. Questions are asked behind the model's own trace. Documents without a
trace (the no-trace twin's) are answered at once. Prints JSON: shares, n and standard errors.
"""
import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F

from activations import open_model
from corpus import Documents, Vocabulary
from model import rotate


def advance(model, caches, ids, at):
    """Logits behind the last of `ids` [n], which stand from position `at` on; keys and values are kept in `caches`."""
    x = model.model.embed_tokens(ids)[None]
    n = len(ids)
    cos, sin = model.cos[at : at + n], model.sin[at : at + n]
    for i, layer in enumerate(model.model.layers):
        a = layer.self_attn
        h = layer.input_layernorm(x)
        q, k, v = (p(h).view(1, n, a.heads, a.size).transpose(1, 2) for p in (a.q_proj, a.k_proj, a.v_proj))
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if caches[i] is not None:
            k, v = torch.cat([caches[i][0], k], 2), torch.cat([caches[i][1], v], 2)
        caches[i] = (k, v)
        z = F.scaled_dot_product_attention(q, k, v, is_causal=at == 0) if n == 1 or at == 0 else \
            F.scaled_dot_product_attention(q, k, v, attn_mask=torch.ones(n, k.shape[2], dtype=torch.bool).tril(at))
        z = z.transpose(1, 2)
        if a.z_hook is not None:
            z = a.z_hook(z)
        x = x + a.o_proj(z.reshape(1, n, -1))
        x = x + layer.mlp(layer.post_attention_layernorm(x))
    return model.logits(model.model.norm(x[:, -1]))[0]


def continue_greedily(model, caches, prompt, at, stop, most):
    """Tokens chosen behind the prompt until `stop(tokens)` or `most`; all but the last are in the caches. (tokens, position)."""
    out = []
    logits = advance(model, caches, torch.tensor(prompt), at)
    at += len(prompt)
    while True:
        out.append(int(logits.argmax()))
        if stop(out) or len(out) >= most or at >= len(model.cos) - 2:
            return out, at
        logits = advance(model, caches, torch.tensor(out[-1:]), at)
        at += 1


def share(flags):
    """{share, n, standard error}."""
    n = len(flags)
    p = float(np.mean(flags)) if n else float("nan")
    return {"share": round(p, 4), "n": n, "se": round((p * (1 - p) / n) ** 0.5, 4) if n else None}


def measure(model, documents: Documents, v: Vocabulary, count: int, kind: str) -> dict:
    """Runs `count` documents of a kind and puts the shares together."""
    chosen = [i for i in range(len(documents.ids)) if documents.kinds[i] == kind][:count]
    named = {name: [i for t, i in v.id.items() if t.strip() == name] for name in ("#trace", "#return", "#ask", "Answer:")}
    tasks, exact, rows, lines = {}, [], [], []
    with torch.no_grad():
        for i in chosen:
            ids = documents.ids[i].tolist()
            asks = [p for p, t in enumerate(ids) if t in named["#ask"]]
            caches = [None] * len(model.model.layers)
            if kind == "trace":
                start = next(p for p, t in enumerate(ids) if t in named["#trace"])
                end = next(p for p, t in enumerate(ids) if t in named["#return"]) + 2
                made, at = continue_greedily(model, caches, ids[: start + 1], 0, lambda o: len(o) > 1 and o[-2] in named["#return"], 420)
                truth = ids[start + 1 : end]
                exact.append(made == truth)
                rows.append(sum(v.is_line[t] for t in truth))
                tasks.setdefault("returned", []).append(made[-1:] == truth[-1:])
                known = next((k for k, (x, y) in enumerate(zip(made, truth)) if x != y), len(truth))
                lines.append(known / len(truth))
                last = made[-1:]
            else:
                at, last = 0, ids[: asks[0]] if asks else []
            for number, ask in enumerate(asks):
                stop = asks[number + 1] if number + 1 < len(asks) else len(ids) - 1
                answer = next((p for p in range(ask, stop) if ids[p] in named["Answer:"]), None)
                if answer is None:
                    continue
                own = list(caches)
                truth = ids[answer + 1 : stop]
                made, _ = continue_greedily(model, own, last + ids[ask : answer + 1], at, lambda o: len(o) >= len(truth), len(truth))
                tasks.setdefault(v.text[ids[ask + 1]].strip(), []).append(made == truth)
    out = {"documents": len(chosen), **{name: share(flags) for name, flags in sorted(tasks.items())}}
    if exact:
        edges = np.quantile(rows, [0.25, 0.5, 0.75])
        quartile = np.searchsorted(edges, rows)
        out["exact trace"] = share(exact)
        out["exact trace by quartile of rows"] = [{**share([e for e, q in zip(exact, quartile) if q == k]),
                                                  "rows": [int(min(r for r, q in zip(rows, quartile) if q == k)), int(max(r for r, q in zip(rows, quartile) if q == k))]}
                                                  for k in range(4) if (quartile == k).any()]
        out["share of the trace before the first error"] = round(float(np.mean(lines)), 4)
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--checkpoint", required=True)
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--valid", required=True)
    a.add_argument("--documents", type=int, default=500)
    a.add_argument("--kind", choices=["trace", "direct"], default="trace")
    a.add_argument("--threads", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    v = Vocabulary(a.tokenizer)
    documents = Documents([a.valid], v)
    documents.more()
    model = open_model(a.checkpoint)
    began = time.time()
    print(json.dumps({**measure(model, documents, v, a.documents, a.kind), "seconds": round(time.time() - began)}, indent=1))


if __name__ == "__main__":
    main()
