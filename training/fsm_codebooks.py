"""Fine-tunes the TokFSM model with codebooks behind attention and MLP of every layer (k = 1).

python training/fsm_codebooks.py --model FOLDER/checkpoint.pt --out FOLDER2 --seconds 600

Codes begin as activations of data; those that do not fire are replaced while the learning rate is high. Resumes.
"""
import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from codebooks import Codebook
from fsm_data import automaton, floor, sequences
from fsm_metrics import exhaustive, transitions
from fsm_train import evaluate
from neox import Config, NeoX
from optimise import schedule


def insert(model, codes: int, k: int):
    """{published name: codebook}."""
    found = {}
    for i, layer in enumerate(model.gpt_neox.layers):
        for part in ("attention", "mlp"):
            book = found[f"model.gpt_neox.layers.{i}.{part}.codebook_layer"] = Codebook(model.config.hidden, codes, k)
            setattr(layer, f"{part}_hook", lambda x, b=book: b(x))
    return found


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--codes", type=int, default=10_000)
    a.add_argument("--k", type=int, default=1)
    a.add_argument("--seconds", type=float, default=600)
    a.add_argument("--rate", type=float, default=1e-3)
    a.add_argument("--code-rate", type=float, default=3e-3)
    a.add_argument("--mse", type=float, default=0.2, help="weight of the squared distance, relative to the width's variance")
    a.add_argument("--batch", type=int, default=32)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    edges = automaton()
    base = torch.load(a.model)
    model = NeoX(Config(rotary=base["rotary"]))
    model.load_state_dict(base["model"])
    print(json.dumps({"base": [round(v, 4) for v in evaluate(model, edges, 256)], "transitions": [float(v) for v in transitions(model, edges)],
                      "exhaustive": exhaustive(model, edges), "floor": floor(edges)}), flush=True)
    found = insert(model, a.codes, a.k)
    books = nn.ModuleList(found.values())
    path = f"{a.out}/checkpoint.pt"
    state = torch.load(path) if os.path.exists(path) else None
    used, step = (state["seconds"], state["step"]) if state else (0.0, 0)
    rng = np.random.default_rng([a.seed, 1, step])
    if state is None:
        for b in books:
            b.store = []
        with torch.no_grad():
            for _ in range(6):
                model(sequences(edges, 64, rng))
        for b in books:
            x, b.store = torch.cat(b.store), None
            b.start(x[torch.randperm(len(x))])
        print(json.dumps({"start": [round(v, 4) for v in evaluate(model, edges, 64)]}), flush=True)
    weights, codes = list(model.parameters()), [b.codebook.weight for b in books]
    optimiser = torch.optim.AdamW([{"params": weights, "peak": a.rate, "weight_decay": 0.0}, {"params": codes, "peak": a.code_rate, "weight_decay": 0.0}],
                                  lr=a.rate, betas=(0.9, 0.98))
    if state:
        model.load_state_dict(state["model"])
        books.load_state_dict(state["books"])
        optimiser.load_state_dict(state["optimiser"])

    def save():
        torch.save({"model": model.state_dict(), "books": books.state_dict(), "names": list(found), "optimiser": optimiser.state_dict(), "seconds": used, "step": step,
                    "rotary": base["rotary"], "codes": a.codes, "k": a.k}, path + ".new")
        os.replace(path + ".new", path)

    last, tokens, sums = time.time(), 0, [0.0, 0.0, 0]
    spreads = [float(b.ln.weight.mean()) ** 2 * b.ln.weight.numel() for b in books]
    while used < a.seconds:
        done = used / a.seconds
        for g in optimiser.param_groups:
            g["lr"] = g["peak"] * schedule(done, 0.03, 0.4, 0.01)
        x = sequences(edges, a.batch, rng)
        lm = F.cross_entropy(model(x[:, :-1]).reshape(-1, 11), x[:, 1:].reshape(-1))
        mse = sum(b.loss / s for b, s in zip(books, spreads))
        optimiser.zero_grad(set_to_none=True)
        (lm + a.mse * mse).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        step += 1
        tokens += x.numel()
        replaced = 0
        if step % 60 == 0 and done < 0.6:
            replaced = sum(b.replace(optimiser) for b in books)
        sums = [sums[0] + lm.item(), sums[1] + float(mse), sums[2] + 1]
        now = time.time()
        used, last = used + now - last, now
        if step % 20 == 0:
            print(json.dumps({"step": step, "seconds": round(used), "tokens": tokens, "loss": round(sums[0] / sums[2], 4), "mse": round(sums[1] / sums[2], 4), "replaced": replaced}), flush=True)
            sums = [0.0, 0.0, 0]
        if step % 200 == 0:
            save()
            last = time.time()
    save()
    model.eval()
    for b in books:
        b.used.zero_()
    loss, right = evaluate(model, edges, 512, 8)
    dead = {n: round((b.used == 0).float().mean().item(), 4) for n, b in found.items()}
    t = [float(v) for v in transitions(model, edges)]
    print(json.dumps({"final": {"loss": loss, "accuracy": right, "transitions": t[0], "first": t[1], "exhaustive": exhaustive(model, edges)}, "dead": dead}), flush=True)


if __name__ == "__main__":
    main()
