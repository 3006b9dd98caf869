"""Trains the TokFSM base model: python training/fsm_train.py --out FOLDER --seconds 1200. Resumes from its checkpoint."""
import argparse
import json
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from fsm_data import automaton, floor, sequences
from neox import Config, NeoX
from optimise import optimisers, schedule, set_rate


def evaluate(model, edges, count=512, seed=7):
    """Cross-entropy and accuracy on sequences of their own seed."""
    model.eval()
    loss = right = 0.0
    x = sequences(edges, count, np.random.default_rng(seed))
    with torch.no_grad():
        for part in x.split(64):
            logits = model(part)[:, :-1]
            loss += F.cross_entropy(logits.reshape(-1, 11), part[:, 1:].reshape(-1), reduction="sum").item()
            right += (logits.argmax(-1) == part[:, 1:]).sum().item()
    model.train()
    return loss / (count * 127), right / (count * 127)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--out", required=True)
    a.add_argument("--seconds", type=float, default=1200, help="training time, earlier runs of this folder counted")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--batch", type=int, default=48, help="sequences of 128 tokens a step")
    a.add_argument("--muon", type=float, default=0.02)
    a.add_argument("--adam", type=float, default=3e-3)
    a.add_argument("--rotary", type=float, default=1.0, help="part of each head that is rotated")
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    edges = automaton()
    print(json.dumps({"floor": floor(edges)}), flush=True)
    model = NeoX(Config(rotary=a.rotary))
    found = optimisers(model, a.muon, a.adam)
    path = f"{a.out}/checkpoint.pt"
    step, used, tokens = 0, 0.0, 0
    if os.path.exists(path):
        state = torch.load(path)
        model.load_state_dict(state["model"])
        for o, s in zip(found, state["optimisers"]):
            o.load_state_dict(s)
        step, used, tokens = state["step"], state["seconds"], state["tokens"]
    rng = np.random.default_rng([a.seed, step])

    def save():
        torch.save({"model": model.state_dict(), "optimisers": [o.state_dict() for o in found], "step": step, "seconds": used,
                    "tokens": tokens, "rotary": a.rotary}, path + ".new")
        os.replace(path + ".new", path)

    last = time.process_time()
    sums = [0.0, 0]
    while used < a.seconds:
        done = used / a.seconds
        set_rate(found, schedule(done, warm=0.02, hold=0.5))
        # Short runs first: which digit of a state comes next is easily told from few positions.
        length = 16 if done < 0.05 else 32 if done < 0.12 else 64 if done < 0.25 else 128
        x = sequences(edges, a.batch * 128 // length, rng)[:, :length]
        loss = F.cross_entropy(model(x[:, :-1]).reshape(-1, 11), x[:, 1:].reshape(-1))
        for o in found:
            o.zero_grad(set_to_none=True)
        loss.backward()
        for o in found:
            o.step()
        step += 1
        tokens += x.numel()
        now = time.process_time()
        used, last = used + now - last, now
        sums[0] += loss.item()
        sums[1] += 1
        if step % 50 == 0:
            line = {"step": step, "seconds": round(used), "tokens": tokens, "length": length, "loss": round(sums[0] / sums[1], 4)}
            sums = [0.0, 0]
            if step % 250 == 0:
                line["eval"] = [round(v, 4) for v in evaluate(model, edges, 128)]
                save()
            print(json.dumps(line), flush=True)
            last = time.process_time()
    save()
    loss, right = evaluate(model, edges, 2048, 8)
    print(json.dumps({"final": {"loss": loss, "accuracy": right, "tokens": tokens, "seconds": used}}), flush=True)


if __name__ == "__main__":
    main()
