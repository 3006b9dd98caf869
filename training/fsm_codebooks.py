"""Fine-tunes the TokFSM model with codebooks: one a head on the heads' outputs, one behind each MLP, all layers, k = 1.

python training/fsm_codebooks.py --model FOLDER/checkpoint.pt --out FOLDER2 --seconds 600

Differences from the published recipe, which needs 2.6 G tokens: codes begin as centres (k-means) of what the model has at each
place, layer after layer with the codes before already in place, and with `--replace` those that do not fire are replaced; matrices of the
model learn by Muon. `--seconds` are of processor time. Resumes.
"""
import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from codebooks import Codebook, Heads, nearest
from fsm_data import automaton, floor, sequences
from fsm_metrics import exhaustive, transitions
from fsm_train import evaluate
from neox import Config, NeoX
from optimise import schedule, set_rate


def insert(model, codes: int, k: int):
    """{published name: Codebook or Heads}, not yet in the model."""
    c, found = model.config, {}
    for i in range(c.layers):
        found[f"model.gpt_neox.layers.{i}.attention.codebook_layer"] = Heads(c.heads, c.hidden // c.heads, codes, k)
        found[f"model.gpt_neox.layers.{i}.mlp.codebook_layer"] = Codebook(c.hidden, codes, k)
    return found


def put(model, found, layers: int):
    """Codebooks of the first layers into the model."""
    for i in range(layers):
        model.gpt_neox.layers[i].attention.z_hook = found[f"model.gpt_neox.layers.{i}.attention.codebook_layer"]
        model.gpt_neox.layers[i].mlp_hook = found[f"model.gpt_neox.layers.{i}.mlp.codebook_layer"]


def groups(found):
    return [b for f in found.values() for b in (f.codebook if isinstance(f, Heads) else [f])]


@torch.no_grad()
def centres(book: Codebook, rounds: int = 5):
    """k-means of what the codebook was given; the LayerNorm's weight is its spread, so that the model hardly notices."""
    x = torch.cat(book.store)
    book.store = None
    book.start(x[torch.randperm(len(x))])
    h, c = book.ln(x), book.codebook.weight
    for _ in range(rounds):
        near = nearest(h, F.normalize(c, dim=-1)).ravel()
        count = torch.bincount(near, minlength=len(c))
        mean = torch.zeros_like(c).index_add_(0, near, h) / count.clamp(min=1)[:, None]
        lone = h[torch.randint(len(h), (len(c),))]
        c.copy_(torch.where((count > 0)[:, None], mean, lone))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--codes", type=int, default=1000)
    a.add_argument("--k", type=int, default=1)
    a.add_argument("--seconds", type=float, default=600)
    # Codes that begin as centres are nearly right. At ten times these rates the loss rises by 0.1 nats at once, at four times after 700
    # steps: what the model writes moves away from its codes, each of which is corrected only when it fires.
    a.add_argument("--muon", type=float, default=0.0004)
    a.add_argument("--adam", type=float, default=1e-4)
    a.add_argument("--code-rate", type=float, default=1e-3)
    a.add_argument("--replace", type=int, default=0, help="steps after which codes that did not fire are replaced by activations, in the first half; 0: never")
    a.add_argument("--start", type=int, default=800, help="sequences whose activations the centres are found from")
    a.add_argument("--mse", type=float, default=0.5, help="weight of the squared distance, relative to the width's variance")
    a.add_argument("--batch", type=int, default=16)
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
    found = insert(model, a.codes, a.k)
    books = nn.ModuleList(found.values())
    path = f"{a.out}/checkpoint.pt"
    state = torch.load(path) if os.path.exists(path) else None
    used, step, tokens = (state["seconds"], state["step"], state["tokens"]) if state else (0.0, 0, 0)
    rng = np.random.default_rng([a.seed, 1, step])
    if state is None:
        print(json.dumps({"base": [round(v, 4) for v in evaluate(model, edges, 64)]}), flush=True)
        x = sequences(edges, a.start, rng)
        for i in range(model.config.layers):
            put(model, found, i + 1)
            own = groups({n: f for n, f in found.items() if f".layers.{i}." in n})
            for b in own:
                b.store = []
            with torch.no_grad():
                for part in x.split(32):
                    model(part)
            for b in own:
                centres(b)
        print(json.dumps({"start": [round(v, 4) for v in evaluate(model, edges, 64)], "seconds": round(time.process_time())}), flush=True)
    put(model, found, model.config.layers)
    # `model` does not own the codebooks: hooks are plain attributes of modules, which torch registers all the same.
    own = {id(p) for p in books.parameters()}
    plain = [(n, p) for n, p in model.named_parameters() if id(p) not in own]
    matrices = [p for n, p in plain if p.dim() == 2 and "embed" not in n]
    by = optimisers_of(matrices, [p for n, p in plain if not (p.dim() == 2 and "embed" not in n)], [b.codebook.weight for b in groups(found)], a)
    if state:
        model.load_state_dict(state["model"], strict=False)
        books.load_state_dict(state["books"])
        for o, s in zip(by, state["optimisers"]):
            o.load_state_dict(s)

    def save():
        mine = {k: v for k, v in model.state_dict().items() if "hook" not in k}
        torch.save({"model": mine, "books": books.state_dict(), "names": list(found), "optimisers": [o.state_dict() for o in by], "seconds": used, "step": step,
                    "tokens": tokens, "rotary": base["rotary"], "codes": a.codes, "k": a.k}, path + ".new")
        os.replace(path + ".new", path)

    last, sums = time.process_time(), [0.0, 0.0, 0]
    spreads = [float(b.ln.weight.mean()) ** 2 * b.ln.weight.numel() for b in groups(found)]
    while used < a.seconds:
        done = used / a.seconds
        set_rate(by, schedule(done, 0.02, 0.35, 0.01))
        x = sequences(edges, a.batch, rng)
        lm = F.cross_entropy(model(x[:, :-1]).reshape(-1, 11), x[:, 1:].reshape(-1))
        mse = sum(b.loss / s for b, s in zip(groups(found), spreads)) / len(spreads)
        for o in by:
            o.zero_grad(set_to_none=True)
        (lm + a.mse * len(spreads) * mse).backward()
        for o in by:
            o.step()
        step += 1
        tokens += x.numel()
        replaced = 0
        if a.replace and step % a.replace == 0 and done < 0.5:
            replaced = sum(b.replace(by[1]) for b in groups(found))
        sums = [sums[0] + lm.item(), sums[1] + float(mse.detach()), sums[2] + 1]
        now = time.process_time()
        used, last = used + now - last, now
        if step % 20 == 0:
            print(json.dumps({"step": step, "seconds": round(used), "tokens": tokens, "loss": round(sums[0] / sums[2], 4), "mse": round(sums[1] / sums[2], 4), "replaced": replaced}), flush=True)
            sums = [0.0, 0.0, 0]
        if step % 100 == 0:
            save()
            last = time.process_time()
    save()
    model.eval()
    for b in groups(found):
        b.used.zero_()
    loss, right = evaluate(model, edges, 512, 8)
    dead = {n: [round((b.used == 0).float().mean().item(), 4) for b in groups({n: f})] for n, f in found.items()}
    t = [float(v) for v in transitions(model, edges)]
    print(json.dumps({"final": {"loss": loss, "accuracy": right, "transitions": t[0], "first": t[1], "exhaustive": exhaustive(model, edges)},
                      "dead": dead, "floor": floor(edges), "tokens": tokens}), flush=True)


def optimisers_of(matrices, rest, codes, a):
    """Muon over matrices, AdamW over the rest and the codes, with their peak rates."""
    from optimise import Muon

    found = [Muon(matrices, lr=a.muon), torch.optim.AdamW([{"params": rest, "lr": a.adam}, {"params": codes, "lr": a.code_rate}], betas=(0.9, 0.98), weight_decay=0.0, fused=True)]
    for o in found:
        for g in o.param_groups:
            g["peak"] = g["lr"]
    return found


if __name__ == "__main__":
    main()
