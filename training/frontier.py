"""Transcoders against SAEs of the MLPs' outputs at four sparsities: reconstruction and what the model loses.

python training/frontier.py --model checkpoint.pt --tokenizer tokenizer.json --train 'corpus/train-*.jsonl' --valid corpus/test.jsonl --out frontier.json

Both have the same width, k, steps and data; each layer learns by itself. A line a kind and k: FVU, L0 and dead features a layer, then
cross-entropy and KL with all layers replaced, and the share of cross-entropy recovered against zero and mean ablation. SAEs are not kept. Dead features stay
dead: in so few steps those that begin again take the places of others (with 4 active KL 1.0 for 0.09).
"""
import argparse
import glob
import json

import torch

from activations import harvest, language_model, open_model
from corpus import Documents, Vocabulary
from transcoders import fit, quality


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--valid", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--k", type=int, nargs="+", default=[4, 8, 16, 32])
    a.add_argument("--kind", nargs="+", choices=["transcoder", "sae"], default=["transcoder", "sae"])
    a.add_argument("--features", type=int, default=1280)
    a.add_argument("--tokens", type=int, default=150_000)
    a.add_argument("--held", type=int, default=30_000)
    a.add_argument("--steps", type=int, default=300)
    a.add_argument("--batch", type=int, default=1024)
    a.add_argument("--documents", type=int, default=150)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    v = Vocabulary(a.tokenizer)
    model = open_model(a.model)
    for p in model.parameters():
        p.requires_grad_(False)
    train = Documents(sorted(f for p in a.train for f in glob.glob(p)), v, every=(0, 4))
    train.more()
    valid = Documents([a.valid], v)
    valid.more()
    stored, held = harvest(model, train, a.tokens, a.seed), harvest(model, valid, a.held, a.seed)
    ce, _, _, logp = language_model(model, valid, a.documents)
    layers = range(len(stored))
    zero, _, _, _ = language_model(model, valid, a.documents, {i: lambda x, y: torch.zeros_like(y) for i in layers}, logp)
    mean, _, _, _ = language_model(model, valid, a.documents, {i: lambda x, y, m=held[i][1].mean(0): m.expand_as(y) for i in layers}, logp)
    units = [(y - y.mean(0)).pow(2).mean().sqrt() for _, y in stored]
    lines = []
    for k in a.k:
        for kind in a.kind:
            coders, parts = [], []
            for i, (x, y) in enumerate(stored):
                # An SAE reads what it writes, in units of its spread: MLPs' inputs are normed, their outputs are not.
                seen = x if kind == "transcoder" else y / units[i]
                coders.append(fit(seen, y, a.features, k, a.steps, a.batch, seed=a.seed + i, every=0))
                parts.append(quality(coders[i], held[i][0] if kind == "transcoder" else held[i][1] / units[i], held[i][1]))
            hooks = {i: (lambda x, y, t=t: t(x)) if kind == "transcoder" else (lambda x, y, t=t, u=units[i]: t(y / u)) for i, t in enumerate(coders)}
            c, kl, exact, _ = language_model(model, valid, a.documents, hooks, logp)
            lines.append({"kind": kind, "k": k, "fvu": [round(p[0], 5) for p in parts], "l0": [round(p[1], 2) for p in parts],
                          "dead": [round(p[2], 4) for p in parts], "ce": round(c, 5), "kl": round(kl, 5), "exact": round(exact, 4),
                          "recovered zero": round((zero - c) / (zero - ce), 5), "recovered mean": round((mean - c) / (mean - ce), 5)})
            print(json.dumps(lines[-1]), flush=True)
    with open(a.out, "w", encoding="utf8") as f:
        json.dump({"original": ce, "zero": zero, "mean": mean, "lines": lines, "tokens": a.steps * a.batch, "seed": a.seed}, f, indent=1)
        f.write("\n")


if __name__ == "__main__":
    main()
