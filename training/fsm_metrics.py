"""Metrics of the finite-state experiment: the three published definitions of transition accuracy."""
import numpy as np
import torch


def sample(model, count: int, seed: int) -> np.ndarray:
    """[count, 128]: the mark and 127 tokens at temperature 1."""
    g = torch.Generator().manual_seed(seed)
    ids = torch.full((count, 1), 10)
    caches = [[] for _ in model.gpt_neox.layers]
    with torch.no_grad():
        for at in range(127):
            p = model(ids[:, -1:], caches, at)[:, -1].softmax(-1)
            ids = torch.cat([ids, torch.multinomial(p, 1, generator=g)], 1)
    return ids.numpy()


def transitions(model, edges: np.ndarray, count: int = 100, seed: int = 0):
    """(share of legal pairs of neighbouring states in samples, the same of each sample's first pair, pairs).

    A token that is no digit makes both pairs it belongs to illegal.
    """
    x = sample(model, count, seed)[:, 1:127]
    pairs = x.reshape(count, 63, 2)
    states = np.where((pairs < 10).all(2), pairs[..., 0] * 10 + pairs[..., 1], -1)
    legal = np.zeros((101, 101), bool)
    for s, row in enumerate(edges):
        legal[s, row] = True
    ok = legal[states[:, :-1], states[:, 1:]]
    return ok.mean(), ok[:, 0].mean(), ok.size


def exhaustive(model, edges: np.ndarray) -> float:
    """Of the ten next states of greatest p(first)·p(second | first) after each state, the share of true successors."""
    right = 0
    with torch.no_grad():
        for s in range(100):
            before = torch.tensor([[10, s // 10, s % 10]])
            first = model(before)[0, -1].softmax(-1)[:10]
            after = torch.cat([before.expand(10, -1), torch.arange(10)[:, None]], 1)
            second = model(after)[:, -1].softmax(-1)[:, :10]
            top = (first[:, None] * second).ravel().topk(10).indices.tolist()
            right += len(set(top) & set(edges[s].tolist()))
    return right / 1000
