"""TokFSM (Tamkin et al., "Codebook Features", section 3): a random automaton of 100 states whose runs are printed as digits."""
import math

import numpy as np
import torch

STATES, SUCCESSORS, BOS, LENGTH = 100, 10, 10, 128


def automaton(seed: int = 42) -> np.ndarray:
    """[100, 10]: the successors of each state, chosen without replacement; each has probability 1/10."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.choice(STATES, SUCCESSORS, replace=False) for _ in range(STATES)])


def sequences(edges: np.ndarray, count: int, rng: np.random.Generator) -> torch.Tensor:
    """[count, 128] token ids: the mark, then 127 digits of 64 states (the last digit is cut off)."""
    state = rng.integers(STATES, size=count)
    out = np.empty((count, 2 * 64 + 1), np.int64)
    out[:, 0] = BOS
    for i in range(64):
        out[:, 1 + 2 * i], out[:, 2 + 2 * i] = state // 10, state % 10
        state = edges[state, rng.integers(SUCCESSORS, size=count)]
    return torch.from_numpy(out[:, :LENGTH])


def floor(edges: np.ndarray) -> tuple[float, float]:
    """Least cross-entropy a token (nats) and greatest accuracy of the first 127 digits, averaged over runs of 64 states.

    62 pairs of digits after the first state cost ln 10 each, the first state ln 100, and the last digit (the first of a state
    that is cut off) its own entropy, averaged over the distribution of the state before it.
    """
    p = np.zeros((STATES, STATES))
    np.add.at(p, (np.repeat(np.arange(STATES), SUCCESSORS), edges.ravel()), 1 / SUCCESSORS)
    first = p.reshape(STATES, 10, 10).sum(2)
    entropy = -(first * np.log(np.where(first > 0, first, 1))).sum(1)
    at = np.full(STATES, 1 / STATES)
    right = 0.1 + 0.1
    loss = math.log(100)
    best_first = first.max(1)
    within = np.array([sum(max((edges[s] == 10 * d + e).sum() for e in range(10)) for d in range(10)) / 10 for s in range(STATES)])
    for i in range(1, 64):
        right += at @ best_first
        if i < 63:
            loss += math.log(10)
            right += at @ within
        else:
            loss += at @ entropy
        at = at @ p
    return loss / 127, right / 127
