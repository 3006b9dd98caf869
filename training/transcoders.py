"""Trains a TopK transcoder for every MLP (or an SAE of its output) and writes circuit-tracer's layout.

python training/transcoders.py --model checkpoint.pt --tokenizer tokenizer.json --train 'corpus/train-*.jsonl' --valid corpus/test.jsonl --out FOLDER

A transcoder reads the MLP's input behind the norm and its weight (`mlp.hook_in`) and gives the MLP's output (`mlp.hook_out`).
First each layer learns by itself from stored activations (FVU + AuxK/32), then all together, each in its MLP's place,
by the KL to the model itself.
"""
import argparse
import glob
import json
import os
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

from activations import harvest, importance, language_model, open_model
from corpus import Batches, Documents, Vocabulary


class Chosen(torch.autograd.Function):
    """The k largest of x·Wₑᵀ + bₑ a row and where they are. Backwards only the chosen rows are touched, which halves a step."""

    @staticmethod
    def forward(ctx, x, w, b, k):
        values, at = F.linear(x, w, b).topk(k, -1, sorted=False)
        ctx.save_for_backward(x, w, at)
        ctx.mark_non_differentiable(at)
        return values, at

    @staticmethod
    def backward(ctx, g, _):
        x, w, at = ctx.saved_tensors
        to_x = F.embedding_bag(at, w, per_sample_weights=g, mode="sum") if ctx.needs_input_grad[0] else None
        # Σ over tokens of g·x into the rows chosen: what embedding_bag gives back for its weight when x is what it is given.
        with torch.enable_grad():
            v = w.detach().requires_grad_()
            to_w = torch.autograd.grad(F.embedding_bag(at, v, per_sample_weights=g, mode="sum"), v, x)[0]
        to_b = torch.zeros(len(w)).index_add_(0, at.ravel(), g.ravel())
        return to_x, to_w, to_b, None


class Transcoder(nn.Module):
    """z = the k largest of x·Wₑᵀ + bₑ (the others 0), ŷ = unit·(z·W_d + b_d), with `skip` + unit·x·W_skipᵀ.

    `unit` is the spread of the outputs: MLPs differ in it by 40 times, and without it a rate that is right for one layer leaves another's
    features dead (0.23 FVU and 14 % dead against 0.02 and 0.2 %, measured on the last layer). `dead` counts tokens since a feature fired.
    """

    def __init__(self, x: torch.Tensor, y: torch.Tensor, features: int, k: int, skip: bool = False):
        super().__init__()
        self.k = k
        w = F.normalize(torch.randn(features, x.shape[1]), dim=1)
        self.W_enc = nn.Parameter(w)
        self.b_enc = nn.Parameter(-(w @ x.mean(0)))
        self.W_dec = nn.Parameter(torch.zeros(features, y.shape[1]))
        self.register_buffer("unit", (y - y.mean(0)).pow(2).mean().sqrt())
        self.b_dec = nn.Parameter(y.mean(0) / self.unit)
        self.W_skip = nn.Parameter(torch.zeros(y.shape[1], x.shape[1])) if skip else None
        self.register_buffer("dead", torch.zeros(features))

    def pre(self, x):
        return F.linear(x, self.W_enc, self.b_enc)

    def decode(self, x, values, at):
        out = F.embedding_bag(at, self.W_dec, per_sample_weights=values, mode="sum") + self.b_dec
        return self.unit * (out if self.W_skip is None else out + F.linear(x, self.W_skip))

    def forward(self, x):
        flat = x.reshape(-1, x.shape[-1])
        values, at = Chosen.apply(flat, self.W_enc, self.b_enc, self.k)
        return self.decode(flat, values, at).view(*x.shape[:-1], -1)

    def both(self, x, y, scale, after: int):
        """(ŷ, FVU + AuxK/32): features that have not fired for `after` tokens reconstruct what is left over."""
        values, at = Chosen.apply(x, self.W_enc, self.b_enc, self.k)
        out = self.decode(x, values, at)
        left = y - out
        fvu = left.pow(2).sum() / scale
        with torch.no_grad():
            self.dead += len(x)
            self.dead[at[values > 0]] = 0
        d = (self.dead > after).nonzero().ravel()
        if not len(d):
            return out, fvu
        k = min(y.shape[1] // 2, len(d))
        values, where = F.linear(x, self.W_enc[d], self.b_enc[d]).topk(k, -1, sorted=False)
        aux = self.unit * F.embedding_bag(where, self.W_dec[d], per_sample_weights=values.relu(), mode="sum")
        extra = (left.detach() - aux).pow(2).sum() / left.detach().pow(2).sum() * min(len(d) / k, 1)
        return out, fvu + extra / 32

    def revive(self, x, y, found, after: int, many: int = 8192):
        """
        Features that have not fired for `after` tokens begin again at inputs that are decoded badly, drawn by error (resampling, Bricken et al.
        2023); they write nothing yet, and what Adam knows of them is forgotten. Their activation there is 1.5 times the mean of those chosen:
        just above the last of the k it is soon outdone, and they die again (11 % of the last layer against 0.4 %).
        """
        dead = (self.dead > after).nonzero().ravel()
        if not len(dead):
            return
        with torch.no_grad():
            at = torch.randint(len(x), (many,))
            values, chosen = self.pre(x[at]).topk(self.k, -1)
            drawn = torch.multinomial((y[at] - self.decode(x[at], values, chosen)).norm(dim=1), len(dead))
            inputs = x[at][drawn]
            directions = F.normalize(inputs - x.mean(0), dim=1) * self.W_enc[self.dead <= after].norm(dim=1).mean()
            self.W_enc[dead] = directions
            self.b_enc[dead] = 1.5 * values[drawn].mean(1) - (directions * inputs).sum(1)
            self.W_dec[dead] = 0
            for p in (self.W_enc, self.b_enc, self.W_dec):
                found.state[p]["exp_avg"][dead] = 0
                found.state[p]["exp_avg_sq"][dead] = found.state[p]["exp_avg_sq"].mean()
            self.dead[dead] = 0

    def tensors(self):
        """What is written: `unit` is part of what decodes."""
        both = {"W_enc": self.W_enc, "b_enc": self.b_enc, "W_dec": self.unit * self.W_dec, "b_dec": self.unit * self.b_dec}
        if self.W_skip is not None:
            both["W_skip"] = self.unit * self.W_skip
        return {n: t.detach().half().contiguous() for n, t in both.items()}


def fit(x, y, features, k, steps, batch=2048, rate=8e-3, seed=0, after=10_000, skip=False, every=100):
    """A transcoder of stored activations; Adam with a linear decay over the last 40 %; dead features begin again `every` so many steps (0: never)."""
    torch.manual_seed(seed)
    t = Transcoder(x, y, features, k, skip)
    found = torch.optim.Adam(t.parameters(), lr=rate, betas=(0.9, 0.99))
    variance = (y - y.mean(0)).pow(2).sum(1).mean()
    for step in range(steps):
        for g in found.param_groups:
            g["lr"] = rate * min(1, (step + 1) / 20, (1 - step / steps) / 0.4)
        at = torch.randint(len(x), (batch,))
        _, loss = t.both(x[at], y[at], variance * batch, after)
        found.zero_grad(set_to_none=True)
        loss.backward()
        found.step()
        if every and (step + 1) % every == 0 and step < 0.75 * steps:
            t.revive(x, y, found, after)
    return t


def again(state: dict, k: int) -> Transcoder:
    """The transcoder of a state that was saved."""
    (features, width), (_, out) = state["W_enc"].shape, state["W_dec"].shape
    t = Transcoder(torch.zeros(2, width), torch.zeros(2, out), features, k, "W_skip" in state)
    t.load_state_dict(state)
    return t


def quality(t, x, y):
    """(FVU, L0, share of features that never fire) on activations kept apart."""
    left = spread = l0 = 0.0
    fired = torch.zeros(t.W_enc.shape[0], dtype=torch.bool)
    mean = y.mean(0)
    with torch.no_grad():
        for a, b in zip(x.split(8192), y.split(8192)):
            values, at = t.pre(a).topk(t.k, -1, sorted=False)
            left += (b - t.decode(a, values, at)).pow(2).sum().item()
            spread += (b - mean).pow(2).sum().item()
            l0 += (values != 0).sum().item()
            fired[at[values != 0]] = True
    return left / spread, l0 / len(x), 1 - fired.float().mean().item()


def refine(model, coders, documents, seconds, rate=4e-4, micro=2048, seed=1, after=10_000, least=0.03):
    """All transcoders in their MLPs' places learn by the KL to the model, each also by its own error on its own input."""
    found = torch.optim.Adam([p for t in coders for p in t.parameters()], lr=rate, betas=(0.9, 0.99))
    for p in model.parameters():
        p.requires_grad_(False)
    batches, began, step, seen = Batches(documents, micro, seed), time.time(), 0, []
    own = []

    def place(t):
        def hook(x, y):
            flat = y.reshape(-1, y.shape[-1])
            out, loss = t.both(x.reshape(flat.shape), flat.detach(), (flat - flat.mean(0)).pow(2).sum().detach(), after)
            own.append(loss)
            return out.view_as(y)

        return hook

    hooks = [place(t) for t in coders]
    while time.time() - began < seconds:
        done = (time.time() - began) / seconds
        for g in found.param_groups:
            g["lr"] = rate * min(1, (step + 1) / 20, (1 - done) / 0.5 + 0.02)
        ids, classes = batches.next(1 << 30)
        weight = importance(classes, least)
        here = weight > 0
        with torch.no_grad():
            for layer in model.model.layers:
                layer.mlp.out_hook = None
            right = model.logits(model(ids)[here]).log_softmax(-1)
        own.clear()
        for layer, hook in zip(model.model.layers, hooks):
            layer.mlp.out_hook = hook
        mine = model.logits(model(ids)[here]).log_softmax(-1)
        kl = ((right.exp() * (right - mine)).sum(-1) * weight[here]).sum() / weight.sum()
        found.zero_grad(set_to_none=True)
        (kl + 0.1 * sum(own)).backward()
        found.step()
        seen.append(kl.item())
        step += 1
        if step % 25 == 0:
            print(json.dumps({"refine": step, "seconds": round(time.time() - began), "kl": round(sum(seen[-25:]) / 25, 5)}), flush=True)
    for layer in model.model.layers:
        layer.mlp.out_hook = None


def write(coders, folder, name):
    """circuit-tracer's layout: config.yaml and a file a layer, W_enc and W_dec [features, hidden], half precision."""
    os.makedirs(folder, exist_ok=True)
    for i, t in enumerate(coders):
        save_file(t.tensors(), f"{folder}/layer_{i}.safetensors")
    with open(f"{folder}/config.yaml", "w", encoding="utf8") as f:
        f.write(f'model_name: "{name}"\nmodel_kind: "transcoder_set"\nfeature_input_hook: "mlp.hook_in"\nfeature_output_hook: "mlp.hook_out"\n'
                f'scan: "{name}-transcoders"\nactivation: "topk"\nk: {coders[0].k}\n')


def report(model, coders, held, valid, documents=200):
    """Faithfulness: each layer by itself and all together; zero and mean ablation beside."""
    ce, _, exact, logp = language_model(model, valid, documents)
    lines = [{"original": {"ce": ce, "exact": exact}}]

    def run(hooks):
        c, kl, e, _ = language_model(model, valid, documents, hooks, logp)
        return {"ce": round(c, 5), "kl": round(kl, 5), "exact": round(e, 4)}

    layers = range(len(coders))
    zero = {i: lambda x, y: torch.zeros_like(y) for i in layers}
    mean = {i: lambda x, y, m=held[i][1].mean(0): m.expand_as(y) for i in layers}
    coded = {i: lambda x, y, t=coders[i]: t(x) for i in layers}
    for chosen in [[i] for i in layers] + [list(layers)]:
        z, m, c = (run({i: h[i] for i in chosen}) for h in (zero, mean, coded))
        line = {"layers": chosen, "transcoder": c, "zero": z, "mean": m,
                "recovered_zero": round((z["ce"] - c["ce"]) / (z["ce"] - ce), 5), "recovered_mean": round((m["ce"] - c["ce"]) / (m["ce"] - ce), 5)}
        if len(chosen) == 1:
            fvu, l0, dead = quality(coders[chosen[0]], *held[chosen[0]])
            line.update(fvu=round(fvu, 5), l0=round(l0, 2), dead=round(dead, 4))
        lines.append(line)
    return lines


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True, help="checkpoint of train.py")
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--valid", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--name", default="embedded")
    a.add_argument("--begin", help=".pt beside an earlier --out: its transcoders are gone on from, together at once")
    a.add_argument("--features", type=int, default=1280)
    a.add_argument("--k", type=int, default=16)
    a.add_argument("--tokens", type=int, default=250_000, help="activations stored, a layer")
    a.add_argument("--steps", type=int, default=1000, help="batches of 2,048 a layer")
    a.add_argument("--rate", type=float, default=8e-3, help="peak rate of a layer by itself")
    a.add_argument("--refine-rate", type=float, default=4e-4, help="peak rate of all layers together")
    a.add_argument("--micro", type=int, default=2048, help="tokens of a step of all layers together")
    a.add_argument("--skip", action="store_true", help="add a linear path from input to output")
    a.add_argument("--held", type=int, default=60_000, help="activations of validation documents, a layer")
    a.add_argument("--batch", type=int, default=2048)
    a.add_argument("--refine", type=float, default=900, help="seconds of training all layers together")
    a.add_argument("--documents", type=int, default=200, help="validation documents of the report")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    v = Vocabulary(a.tokenizer)
    model = open_model(a.model)
    train = Documents(sorted(f for p in a.train for f in glob.glob(p)), v, every=(0, 3))
    train.more()
    valid = Documents([a.valid], v)
    valid.more()
    began = time.time()
    held = harvest(model, valid, a.held, a.seed)
    if a.begin:
        coders = [again(state, a.k) for state in torch.load(a.begin)]
    else:
        coders = []
        for i, (x, y) in enumerate(harvest(model, train, a.tokens, a.seed, 0.1)):
            coders.append(fit(x, y, a.features, a.k, a.steps, a.batch, a.rate, a.seed + i, skip=a.skip))
            print(json.dumps({"layer": i, "seconds": round(time.time() - began), "quality": quality(coders[-1], *held[i])}), flush=True)

    def save():
        torch.save([t.state_dict() for t in coders], f"{a.out.rstrip('/')}.pt")

    save()
    if a.refine:
        refine(model, coders, train, a.refine, a.refine_rate, a.micro, a.seed + 1)
        save()
    write(coders, a.out, a.name)
    for line in report(model, coders, held, valid, a.documents):
        print(json.dumps(line), flush=True)
    print(json.dumps({"seconds": round(time.time() - began)}), flush=True)


if __name__ == "__main__":
    main()
