"""Codebooks (Tamkin et al. 2023) for the embedded model, and the fine-tuning of a twin that carries them.

python training/codebooks.py --model checkpoint.pt --at mlp --tokenizer tokenizer.json --train 'corpus/train-*.jsonl' --valid corpus/test.jsonl --out FOLDER

A codebook: LayerNorm, the k codes of greatest cosine, their mean in the input's place. Backwards the gradient passes as if nothing
stood there, and codes learn from the loss and from their squared distance to what they stand for. Codes start as activations of
the data, the LayerNorm's weight as their spread, so that the model hardly notices at first; codes that no longer fire are
replaced by activations. Resumes from FOLDER/checkpoint.pt.
"""
import argparse
import glob
import json
import os
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from activations import language_model, open_model
from corpus import CLASSES, WEIGHTS, Batches, Documents, Vocabulary
from optimise import schedule


def nearest(h: torch.Tensor, directions: torch.Tensor, block: int = 100, columns: int = 256) -> torch.Tensor:
    """For each row of `h` the row of `directions` with the greatest product, [tokens, 1]: as argmax finds it, four times as fast.

    Codes lie down, tokens across, a few at a time, so that the maximum over a block of codes is a plain vector maximum in cache.
    """
    if len(directions) % block:
        return (h @ directions.T).argmax(-1, keepdim=True)
    found = torch.empty(len(h), 1, dtype=torch.long)
    for at in range(0, len(h), columns):
        part = h[at : at + columns]
        by_block = (directions @ part.T).view(-1, block, len(part))
        best = by_block.amax(1).argmax(0)
        found[at : at + columns, 0] = best * block + by_block[best, :, torch.arange(len(part))].argmax(1)
    return found


class Codebook(nn.Module):
    """One group. `loss` is the squared distance of the last pass, summed over the width, mean over tokens; `used` counts firings."""

    def __init__(self, width: int, codes: int, k: int):
        super().__init__()
        self.ln = nn.LayerNorm(width, 1e-5)
        for p in self.ln.parameters():
            p.requires_grad_(False)
        self.codebook = nn.Embedding(codes, width)
        self.k, self.loss, self.store = k, 0.0, None
        self.register_buffer("used", torch.zeros(codes), persistent=False)
        self.inputs = None
        self.here = None

    def forward(self, x):
        flat = x.reshape(-1, x.shape[-1])
        if self.store is not None:
            self.store.append(flat.detach())
            return x
        h = self.ln(flat)
        c = self.codebook.weight
        with torch.no_grad():
            directions = F.normalize(c, dim=-1)
            ids = (h @ directions.T).topk(self.k, -1, sorted=False).indices if self.k > 1 else nearest(h, directions)
            seen = ids if self.here is None else ids[self.here.ravel()]
            self.used += torch.bincount(seen.ravel(), minlength=len(c))
            self.inputs = h if self.here is None else h[self.here.ravel()]
        out = F.embedding(ids, c).mean(1)
        error = (out - h.detach()).pow(2).sum(-1)
        self.loss = error.mean() if self.here is None else error[self.here.ravel()].mean()
        return (out + (h - h.detach())).view_as(x)

    @torch.no_grad()
    def start(self, x: torch.Tensor):
        """Codes from activations [tokens, width] that the data gave."""
        spread = (x - x.mean(-1, keepdim=True)).pow(2).mean().sqrt()
        self.ln.weight.fill_(spread)
        h = self.ln(x).unique(dim=0)
        chosen = torch.randint(len(h), (len(self.codebook.weight),)) if len(h) < len(self.codebook.weight) else torch.randperm(len(h))
        self.codebook.weight.copy_(h[chosen[: len(self.codebook.weight)]])

    @torch.no_grad()
    def replace(self, optimiser=None) -> int:
        """Codes that did not fire since the last call become inputs of the last pass. How many."""
        dead = (self.used == 0).nonzero().ravel()
        if len(dead):
            pick = torch.randint(len(self.inputs), (len(dead),))
            self.codebook.weight[dead] = self.inputs[pick] + 0.01 * self.inputs.std() * torch.randn(len(dead), self.inputs.shape[1])
            state = optimiser.state.get(self.codebook.weight) if optimiser else None
            for name in ("exp_avg", "exp_avg_sq"):
                if state and name in state:
                    state[name][dead] = 0
        self.used.zero_()
        return len(dead)


class Heads(nn.Module):
    """A codebook for each head: [batch, positions, heads, width of a head]."""

    def __init__(self, heads: int, width: int, codes: int, k: int):
        super().__init__()
        self.codebook = nn.ModuleList(Codebook(width, codes, k) for _ in range(heads))

    def forward(self, z):
        return torch.stack([c(z[:, :, i]) for i, c in enumerate(self.codebook)], 2)


def insert(model, at: str, codes: int, k: int, head_codes: int, head_k: int):
    """Puts codebooks into the model; {name: Codebook or Heads}, named as the published checkpoints name them."""
    c, found = model.config, {}
    for i, layer in enumerate(model.model.layers):
        if "mlp" in at:
            book = found[f"model.layers.{i}.mlp.codebook_layer"] = Codebook(c.hidden, codes, k)
            layer.mlp.out_hook = lambda x, y, book=book: book(y)
        if "attn" in at:
            heads = found[f"model.layers.{i}.self_attn.codebook_layer"] = Heads(c.heads, c.hidden // c.heads, head_codes, head_k)
            layer.self_attn.z_hook = heads
    return found


def groups(found):
    return [b for f in found.values() for b in (f.codebook if isinstance(f, Heads) else [f])]


def begin(model, all_of, batches, tokens: int):
    """Codes from what each place holds on some batches, none of these codebooks in place."""
    for b in all_of:
        b.store = []
    count, masks = 0, []
    with torch.no_grad():
        while count < tokens:
            ids, classes = batches.next(1 << 30)
            model(ids)
            masks.append((classes >= 0).ravel())
            count += int(masks[-1].sum())
    here = torch.cat(masks)
    for b in all_of:
        x = torch.cat(b.store)[here]
        b.store = None
        b.start(x)


def measure(model, found, valid, documents: int, reference):
    """Loss, accuracy of whole traces, share of codes that never fire on the documents."""
    for b in groups(found):
        b.used.zero_()
        b.here = None
    hooks = {i: layer.mlp.out_hook for i, layer in enumerate(model.model.layers)}
    was = [(layer.mlp.out_hook, layer.self_attn.z_hook) for layer in model.model.layers]
    ce, kl, exact, _ = language_model(model, valid, documents, hooks, reference)
    for layer, (m, z) in zip(model.model.layers, was):
        layer.mlp.out_hook, layer.self_attn.z_hook = m, z
    dead = {n: round(sum((b.used == 0).sum().item() for b in g) / sum(len(b.used) for b in g), 4)
            for n, g in (("mlp", [b for n, b in found.items() if "mlp" in n]), ("attn", [b for f in found.values() if isinstance(f, Heads) for b in f.codebook])) if g}
    return {"ce": round(ce, 5), "kl": round(kl, 5), "exact": round(exact, 4), "dead": dead}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--valid", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--begin", help="checkpoint of a twin with fewer codebooks: its weights and codes are gone on from")
    a.add_argument("--at", choices=["mlp", "attn+mlp"], default="mlp")
    a.add_argument("--codes", type=int, default=1024)
    a.add_argument("--k", type=int, default=8)
    a.add_argument("--head-codes", type=int, default=512)
    a.add_argument("--head-k", type=int, default=8)
    a.add_argument("--seconds", type=float, default=420)
    a.add_argument("--rate", type=float, default=1e-3, help="of the model's weights")
    a.add_argument("--code-rate", type=float, default=2e-3)
    a.add_argument("--mse", type=float, default=0.1, help="weight of the squared distance (relative to the width's variance)")
    a.add_argument("--micro", type=int, default=4096)
    a.add_argument("--start", type=int, default=40_000, help="tokens whose activations codes are taken from")
    a.add_argument("--documents", type=int, default=300, help="validation documents")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    v = Vocabulary(a.tokenizer)
    model = open_model(a.model)
    train = Documents(sorted(f for p in a.train for f in glob.glob(p)), v, every=(0, 2))
    train.more()
    valid = Documents([a.valid], v)
    valid.more()
    ce, _, exact, reference = language_model(model, valid, a.documents)
    print(json.dumps({"base": {"ce": round(ce, 5), "exact": round(exact, 4)}}), flush=True)
    found = insert(model, a.at, a.codes, a.k, a.head_codes, a.head_k)
    path = f"{a.out}/checkpoint.pt"
    batches = Batches(train, a.micro, a.seed)
    books = nn.ModuleList(found.values())
    used, step = 0.0, 0
    state = torch.load(path) if os.path.exists(path) else None
    if state is None:
        known = set()
        if a.begin:
            twin = torch.load(a.begin)
            if (twin["at"], a.at) != ("mlp", "attn+mlp"):
                raise SystemExit(f"--begin: {a.begin}: takes a twin made with --at mlp, for --at attn+mlp, not {twin['at']} for {a.at}")
            model.load_state_dict(twin["model"], strict=False)
            for i in range(model.config.layers):
                book = found[f"model.layers.{i}.mlp.codebook_layer"]
                book.load_state_dict({n.split(".", 1)[1]: t for n, t in twin["books"].items() if n.startswith(f"{i}.")})
                known.add(id(book))
        begin(model, [b for b in groups(found) if id(b) not in known], batches, a.start)
        print(json.dumps({"start": measure(model, found, valid, a.documents, reference)}), flush=True)
    weights = [p for n, p in model.named_parameters() if "codebook" not in n]
    codes = [b.codebook.weight for b in groups(found)]
    found_by = torch.optim.AdamW([{"params": weights, "lr": a.rate, "peak": a.rate, "weight_decay": 0.01},
                                  {"params": codes, "lr": a.code_rate, "peak": a.code_rate, "weight_decay": 0.0}], betas=(0.9, 0.98), fused=True)
    if state is not None:
        model.load_state_dict(state["model"])
        books.load_state_dict(state["books"])
        found_by.load_state_dict(state["optimiser"])
        used, step = state["seconds"], state["step"]

    def save():
        torch.save({"model": model.state_dict(), "books": books.state_dict(), "optimiser": found_by.state_dict(), "seconds": used, "step": step,
                    "config": vars(model.config), "at": a.at, "codes": a.codes, "k": a.k, "head_codes": a.head_codes, "head_k": a.head_k}, path + ".new")
        os.replace(path + ".new", path)

    weight = torch.tensor([WEIGHTS[c] for c in CLASSES] + [0.0])
    # Close to the plain loss: the twin is judged by its cross-entropy on all tokens.
    weight = torch.where(weight > 0, 0.3 + 0.35 * weight, weight)
    model.train()
    last, tokens, sums = time.time(), 0, [0.0, 0.0, 0]
    spreads = [float(b.ln.weight.mean()) ** 2 * b.ln.weight.numel() for b in groups(found)]
    while used < a.seconds:
        done = used / a.seconds
        for g in found_by.param_groups:
            g["lr"] = g["peak"] * schedule(done, 0.03, 0.4, 0.01)
        ids, classes = batches.next(1 << 30)
        here = classes >= 0
        for b in groups(found):
            b.here = here
        stream = model(ids)[:, :-1]
        w = weight[classes[:, 1:]]
        keep = w > 0
        each = F.cross_entropy(model.logits(stream[keep]), ids[:, 1:][keep], reduction="none")
        lm = (each * w[keep]).sum() / w.sum()
        mse = sum(b.loss / s for b, s in zip(groups(found), spreads))
        found_by.zero_grad(set_to_none=True)
        (lm + a.mse * mse).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        found_by.step()
        step += 1
        tokens += int(here.sum())
        replaced = 0
        if step % 40 == 0 and done < 0.8:
            replaced = sum(b.replace(found_by) for b in groups(found))
        sums = [sums[0] + lm.item(), sums[1] + float(mse.detach()), sums[2] + 1]
        now = time.time()
        used, last = used + now - last, now
        if step % 40 == 0:
            print(json.dumps({"step": step, "seconds": round(used), "tokens": tokens, "loss": round(sums[0] / sums[2], 4), "mse": round(sums[1] / sums[2], 4), "replaced": replaced}), flush=True)
            sums = [0.0, 0.0, 0]
        if step % 200 == 0:
            save()
            last = time.time()
    save()
    model.eval()
    print(json.dumps({"final": measure(model, found, valid, a.documents, reference), "base": round(ce, 5), "tokens": tokens, "seconds": round(used)}), flush=True)


if __name__ == "__main__":
    main()
