"""Trains the embedded model on documents of `tracebook corpus`.

python training/train.py --out FOLDER --tokenizer tokenizer.json --train 'corpus/train-*.jsonl' --valid corpus/test.jsonl --seconds 2400

Short documents come first; the learning rate falls to nothing when the time (or --tokens) is used. A folder with a checkpoint is
resumed. Log lines are JSON. Two workers on one core each are quicker than one with two threads.
"""
import argparse
import glob
import json
import os
import re
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn.functional as F

from corpus import CLASSES, WEIGHTS, Batches, Documents, Vocabulary
from guides import GUIDES, READ, SAID, guides
from model import Config, Llama
from optimise import optimisers, schedule, set_rate


def validate(model, documents: Documents, count: int) -> dict:
    """Accuracy of each class, loss, and the share of documents whose whole trace is right (which greedy free running then also gives)."""
    model.eval()
    right, total, loss = np.zeros(len(CLASSES)), np.zeros(len(CLASSES)), np.zeros(len(CLASSES))
    exact = traced = 0
    batches = Batches(documents, 0, 0)
    chosen = sorted(range(min(count, len(documents.ids))), key=lambda i: len(documents.ids[i]))
    inside = torch.tensor([c in ("line", "count", "changed", "unchanged", "branch", "end", "return") for c in CLASSES])
    # Each length of a validation would be compiled anew.
    with torch.no_grad(), torch.compiler.set_stance("force_eager"):
        for at in range(0, len(chosen), 16):
            part = chosen[at : at + 16]
            ids, classes = batches.pad(part, -(-max(len(documents.ids[i]) for i in part) // 32) * 32)
            logits = model.logits(model(ids))[:, :-1]
            target, kind = ids[:, 1:], classes[:, 1:]
            each = F.cross_entropy(logits.transpose(1, 2), target, reduction="none")
            ok = logits.argmax(-1) == target
            there = kind >= 0
            loss += np.bincount(kind[there], each[there].numpy(), len(CLASSES))
            right += np.bincount(kind[there], ok[there].numpy(), len(CLASSES))
            total += np.bincount(kind[there], minlength=len(CLASSES))
            wanted = there & inside[kind.clamp(min=0)]
            for row, i in enumerate(part):
                if documents.kinds[i] == "trace":
                    # Only what belongs to the trace: the line token of the first row up to the returned value.
                    lines = torch.nonzero(kind[row] == CLASSES.index("line")).ravel()
                    stop = torch.nonzero(kind[row] == CLASSES.index("return")).ravel()
                    if len(lines) and len(stop):
                        span = slice(int(lines[0]), int(stop[-1]) + 1)
                        exact += bool((ok[row, span] | ~wanted[row, span]).all())
                        traced += 1
    model.train()
    shown = {c: round(right[i] / total[i], 4) for i, c in enumerate(CLASSES) if total[i] and c not in ("program", "ask", "other", "end", "count")}
    return {"loss": round(loss.sum() / total.sum(), 4), "accuracy": shown, "exact": round(exact / max(traced, 1), 4), "traces": traced}


def longest(done: float, plan: str) -> int:
    """Greatest document length at a fraction of the budget; the plan is `fraction:length,…`."""
    length = 1 << 30
    for part in reversed(plan.split(",")) if plan else []:
        until, tokens = part.split(":")
        if done < float(until):
            length = int(tokens)
    return length


def readers(config: Config) -> torch.nn.ModuleDict:
    """Linear maps from what a head writes to the tokens it is to read; only lessons use them."""
    return torch.nn.ModuleDict({f"{layer}-{head}-{-offset}": torch.nn.Linear(config.hidden, config.vocabulary)
                                for (layer, head), offsets in READ.items() for offset in offsets if (layer, head) not in SAID})


def lesson(model: Llama, read: torch.nn.ModuleDict, ids: torch.Tensor, table: torch.Tensor):
    """Mean over guides of minus the log of the attention that lies where it should, and of how well what is there is read; attention and
    share of tokens read right, guide by guide."""
    losses, seen, told = [], [], []
    for number, (layer, head) in enumerate(GUIDES):
        rows = table[table[:, 1] == number]
        # Enough of the guides that every token has.
        rows = rows[:: max(1, len(rows) // 256)]
        if not len(rows):
            seen.append(float("nan"))
            continue
        attention = model.model.layers[layer].self_attn
        q, k, z = attention.keep[0]
        b, at = rows[:, 0], rows[:, 2]
        scores = (q[:, head] @ k[:, head].transpose(1, 2))[b, at] / q.shape[-1] ** 0.5
        place = torch.arange(scores.shape[1])
        scores = scores.masked_fill(place > at[:, None], -1e9).log_softmax(-1)
        inside = (place >= rows[:, 3:4]) & (place < rows[:, 4:5])
        mass = scores.masked_fill(~inside, -1e9).logsumexp(-1)
        losses.append(-mass.mean())
        seen.append(mass.detach().exp().mean().item())
        size = attention.size
        wrote = z[b, at, head] @ attention.o_proj.weight[:, head * size : (head + 1) * size].T
        for offset in READ.get((layer, head), []):
            token = ids[b, rows[:, 3] + offset]
            guess = model.logits(model.model.norm(wrote)) if (layer, head) in SAID else read[f"{layer}-{head}-{-offset}"](wrote)
            losses.append(F.cross_entropy(guess, token))
            told.append((guess.argmax(-1) == token).float().mean().item())
    return sum(losses) / len(GUIDES), [*seen, *told]


def work(rank: int, a):
    torch.set_num_threads(a.threads)
    if hasattr(os, "sched_setaffinity") and a.workers > 1 and a.pin:
        os.sched_setaffinity(0, {rank})
    torch.manual_seed(a.seed)
    torch._dynamo.config.cache_size_limit = 256
    if a.workers > 1:
        dist.init_process_group("gloo", init_method=f"file://{os.path.abspath(a.out)}/meet-{a.started}", rank=rank, world_size=a.workers)
    v = Vocabulary(a.tokenizer)
    files = sorted(f for pattern in a.train for f in glob.glob(pattern))
    # Documents without a trace ask what only a long inner computation could answer: few of them are enough for the style.
    turn = iter(range(1 << 60))
    computed = re.compile(r"(?:if|while) \(| m\[|= \w+ [+-] \d")

    def chosen(d):
        if d["kind"] != "trace":
            return next(turn) % a.others == 0
        return a.dense >= 1 or len(computed.findall(d["text"])) >= 2 or next(turn) % 97 / 97 < a.dense

    train = Documents(files, v, chosen, every=(rank, a.workers), guide=guides)
    train.more()
    valid = Documents([a.valid], v) if rank == 0 else None
    if valid:
        valid.more()
    model = Llama(Config(v.size, a.hidden, a.layers, a.heads, a.inner))
    found = optimisers(model, a.muon, a.adam, a.decay, (rank, a.workers))
    read = readers(model.config) if a.guide > 0 else torch.nn.ModuleDict()
    if len(read):
        found.append(torch.optim.AdamW(read.parameters(), lr=a.adam, betas=(0.9, 0.98)))
        found[-1].param_groups[0]["peak"] = a.adam
    path = f"{a.out}/checkpoint.pt"
    step, used, tokens = 0, 0.0, 0
    if os.path.exists(path):
        state = torch.load(path)
        model.load_state_dict(state["model"])
        if len(read) and "readers" in state:
            read.load_state_dict(state["readers"], strict=False)
        for o, s in zip(found, state["optimisers"]):
            if len(o.param_groups[0]["params"]) == len(s["param_groups"][0]["params"]):
                o.load_state_dict(s)
        step, used, tokens = state["step"], state["seconds"], state["tokens"]
        # The peaks are those of the command line, not of the checkpoint.
        for o, peak in zip(found, (a.muon, a.adam)):
            for g in o.param_groups:
                g["peak"] = peak
    elif rank == 0:
        torch.save({"model": model.state_dict(), "config": vars(model.config)}, f"{a.out}/initial.pt")
    if a.compile:
        for layer in model.model.layers:
            layer.compile(dynamic=False)
    batches = Batches(train, a.micro, [a.seed, rank, step], a.cut)
    weight = torch.tensor([WEIGHTS[c] for c in CLASSES] + [0.0])
    parameters = [*model.parameters(), *read.parameters()]
    for p in parameters:
        p.grad = torch.zeros_like(p)
    if rank == 0:
        print(json.dumps({"parameters": sum(p.numel() for p in model.parameters()), "documents": len(train.ids), "files": len(files)}), flush=True)

    def save(name="checkpoint.pt"):
        torch.save({"model": {k: t for k, t in model.state_dict().items()}, "readers": read.state_dict(), "optimisers": [o.state_dict() for o in found], "step": step,
                    "seconds": used, "tokens": tokens, "config": vars(model.config)}, f"{a.out}/{name}.new")
        os.replace(f"{a.out}/{name}.new", f"{a.out}/{name}")

    sums, last, reread, mark = np.zeros(2), time.time(), time.time(), (time.time(), tokens)
    stop, shared = False, used
    while not stop:
        done = max(shared / a.seconds, tokens / a.tokens if a.tokens else 0)
        limit = longest(done, a.lengths)
        guided = a.guide > 0 and shared < a.guide_until
        set_rate(found, schedule(done, a.warm, a.hold))
        for o in found:
            o.zero_grad(set_to_none=False)
        count = 0
        for _ in range(a.accumulate):
            ids, classes = batches.next(limit)
            if guided:
                for layer in model.model.layers:
                    layer.self_attn.keep = []
            stream = model(ids)[:, :-1]
            # Only targets that weigh something are worth their logits.
            w = weight[classes[:, 1:]]
            keep = w > 0
            each = F.cross_entropy(model.logits(stream[keep]), ids[:, 1:][keep], reduction="none")
            # Tokens the model is sure of and right about weigh less: what is left to learn is a small part of a trace.
            hard = (1 - (-each.detach()).exp()) ** a.focal if a.focal else 1.0
            loss = (each * hard * w[keep]).sum() / w.sum()
            total = loss
            if guided:
                extra, seen = lesson(model, read, ids, batches.guides())
                total = loss + a.guide * extra
                for layer in model.model.layers:
                    layer.self_attn.keep = None
            (total / (a.accumulate * a.workers)).backward()
            count += int((classes >= 0).sum())
            sums += (loss.item(), 1)
        # Every worker goes by the first one's clock, so that all stop at the same step.
        mine = torch.tensor([count, used, float(os.path.exists(f"{a.out}/stop"))]) * torch.tensor([1.0, rank == 0, rank == 0])
        if a.workers > 1:
            flat = torch.cat([*(p.grad.ravel() for p in parameters), mine])
            dist.all_reduce(flat)
            mine = flat[-3:]
            for p, g in zip(parameters, flat[:-3].split([p.numel() for p in parameters])):
                p.grad.copy_(g.view_as(p))
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        for o in found:
            o.step()
        step += 1
        tokens += int(mine[0])
        shared = mine[1].item()
        stop = shared >= a.seconds or bool(a.tokens and tokens >= a.tokens) or mine[2].item() > 0
        now = time.time()
        used, last = shared + now - last, now
        if step % 50 == 0 and rank == 0:
            speed = (tokens - mark[1]) / (time.time() - mark[0])
            mark = (time.time(), tokens)
            print(json.dumps({"step": step, "seconds": round(used), "tokens": tokens, "speed": round(speed), "loss": round(sums[0] / sums[1], 4),
                              **({"guides": [round(g, 3) if g == g else None for g in seen]} if guided else {}), "longest": min(limit, 999), "documents": len(train.ids)}), flush=True)
            sums[:] = 0
        if step % a.every == 0 or stop:
            if rank == 0:
                save()
                print(json.dumps({"step": step, **validate(model, valid, a.check)}), flush=True)
        if time.time() - reread > 60:
            train.more()
            reread = time.time()
    if rank == 0 and not os.path.exists(f"{a.out}/stop"):
        valid.more()
        print(json.dumps({"final": validate(model, valid, 2000), "step": step, "tokens": tokens, "seconds": round(used)}), flush=True)
    if a.workers > 1:
        dist.barrier()
        dist.destroy_process_group()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--out", required=True, help="folder of checkpoint, initial weights and stop file (make `stop` to end early)")
    a.add_argument("--tokenizer", required=True)
    a.add_argument("--train", nargs="+", required=True, help="JSONL files or patterns; they may still grow")
    a.add_argument("--valid", required=True)
    a.add_argument("--seconds", type=float, default=2400, help="training time, earlier runs of this folder counted")
    a.add_argument("--tokens", type=float, default=0, help="or the number of tokens; 0: no such limit")
    a.add_argument("--workers", type=int, default=2)
    a.add_argument("--threads", type=int, default=1, help="threads of each worker")
    a.add_argument("--rank", type=int, default=-1, help="be this worker only; the others are started by hand with the same --meeting")
    a.add_argument("--meeting", default="")
    a.add_argument("--pin", action="store_true", help="each worker keeps to the core of its number")
    a.add_argument("--micro", type=int, default=2048, help="tokens of one forward pass (small ones stay in the cache)")
    a.add_argument("--accumulate", type=int, default=2, help="passes of each worker before a step")
    a.add_argument("--lengths", default="0.12:128,0.25:192,0.5:256", help="curriculum: fraction of the budget : longest document")
    a.add_argument("--others", type=int, default=4, help="of documents without a trace, one in so many is used (1: all)")
    a.add_argument("--focal", type=float, default=0.0, help="exponent of (1 - p) that weighs each token")
    a.add_argument("--dense", type=float, default=1.0, help="share that is used of traces with fewer than two of: conditions, lookups, sums")
    a.add_argument("--cut", type=float, default=0.0, help="share of the traces that end with the returned value, without questions")
    a.add_argument("--hidden", type=int, default=160)
    a.add_argument("--layers", type=int, default=5)
    a.add_argument("--heads", type=int, default=5)
    a.add_argument("--inner", type=int, default=384)
    a.add_argument("--muon", type=float, default=0.02)
    a.add_argument("--adam", type=float, default=3e-3)
    a.add_argument("--decay", type=float, default=0.01)
    a.add_argument("--warm", type=float, default=0.02)
    a.add_argument("--hold", type=float, default=0.45)
    a.add_argument("--every", type=int, default=400, help="steps between checkpoints and validations")
    a.add_argument("--check", type=int, default=200, help="documents of a validation")
    a.add_argument("--no-compile", dest="compile", action="store_false")
    a.add_argument("--guide", type=float, default=0, help="weight of the lessons in attention (guides.py)")
    a.add_argument("--guide-until", type=float, default=600, help="second at which they end")
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    os.makedirs(a.out, exist_ok=True)
    a.started = a.meeting or time.time_ns()
    if a.rank >= 0:
        work(a.rank, a)
    elif a.workers > 1:
        mp.spawn(work, (a,), a.workers)
    else:
        work(0, a)


if __name__ == "__main__":
    main()
