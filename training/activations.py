"""Inputs and outputs of every MLP over documents, and the model as it runs with something in the MLPs' places."""
import numpy as np
import torch
import torch.nn.functional as F

from corpus import CLASSES, WEIGHTS, Batches, Documents, Vocabulary
from model import Config, Llama


def open_model(path: str) -> Llama:
    """The model of a checkpoint."""
    state = torch.load(path)
    model = Llama(Config(**state["config"]))
    model.load_state_dict(state["model"])
    return model.eval()


def importance(classes: torch.Tensor, least: float) -> torch.Tensor:
    """Weight of each position: that of the token it predicts in the model's own training, at least `least`; 0 behind the document."""
    weight = torch.tensor([max(WEIGHTS[c], least) for c in CLASSES] + [0.0])
    out = torch.zeros(classes.shape)
    out[:, :-1] = weight[classes[:, 1:]]
    return out


def harvest(model: Llama, documents: Documents, tokens: int, seed: int = 0, least: float = 1.0):
    """
    Per layer (inputs, outputs), each [tokens, hidden], of documents drawn without replacement. Positions whose `importance` is below 1 are
    taken with that probability; none is with the default `least`.
    """
    rng = torch.Generator().manual_seed(seed)
    taken = [([], []) for _ in model.model.layers]
    for layer, (x, y) in zip(model.model.layers, taken):

        def keep(inp, out, x=x, y=y):
            x.append(inp.detach()[here])
            y.append(out.detach()[here])
            return out

        layer.mlp.out_hook = keep
    batches, count = Batches(documents, 4096, seed), 0
    with torch.no_grad():
        while count < tokens:
            ids, classes = batches.next(1 << 30)
            here = torch.rand(classes.shape, generator=rng) < importance(classes, least)
            model(ids)
            count += int(here.sum())
    for layer in model.model.layers:
        layer.mlp.out_hook = None
    return [(torch.cat(x), torch.cat(y)) for x, y in taken]


def fixed_batches(documents: Documents, count: int, size: int = 16):
    """The first documents in batches of similar length."""
    b = Batches(documents, 0, 0)
    order = sorted(range(min(count, len(documents.ids))), key=lambda i: len(documents.ids[i]))
    for at in range(0, len(order), size):
        part = order[at : at + size]
        yield b.pad(part, max(len(documents.ids[i]) for i in part))


def language_model(model: Llama, documents: Documents, count: int, hooks=None, reference=None):
    """Mean cross-entropy a token with `hooks[layer](input, output)` in the MLPs' places; with `reference` logits also the KL.

    Returns (cross-entropy, KL or None, share of traces wholly right, log-probabilities of every batch).
    """
    for i, layer in enumerate(model.model.layers):
        layer.mlp.out_hook = hooks.get(i) if hooks else None
    ce = kl = n = exact = traces = 0
    kept = []
    wanted = torch.tensor([c in ("line", "count", "changed", "unchanged", "branch", "return") for c in CLASSES])
    with torch.no_grad():
        for k, (ids, classes) in enumerate(fixed_batches(documents, count)):
            logp = model.logits(model(ids)[:, :-1]).log_softmax(-1)
            there = classes[:, 1:] >= 0
            target = ids[:, 1:]
            ce += F.nll_loss(logp[there], target[there], reduction="sum").item()
            n += int(there.sum())
            if reference is not None:
                r = reference[k]
                kl += (r.exp() * (r - logp)).sum(-1)[there].sum().item()
            else:
                kept.append(logp)
            inside = there & wanted[classes[:, 1:].clamp(min=0)]
            ok = (logp.argmax(-1) == target) | ~inside
            has = (classes == CLASSES.index("return")).any(1)
            exact += int((ok.all(1) & has).sum())
            traces += int(has.sum())
    for layer in model.model.layers:
        layer.mlp.out_hook = None
    return ce / n, (kl / n if reference is not None else None), exact / max(traces, 1), kept
