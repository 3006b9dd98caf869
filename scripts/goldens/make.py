"""
Writes test/lens/goldens: small random models as transformers saves them, and every activation of each as transformers computes
it. Run from the repository's root in an environment with torch and transformers:

    python scripts/goldens/make.py
"""

import gzip
import json
import math
import pathlib
import platform
import shutil

import safetensors
import safetensors.torch
import torch
import transformers
from capture import capture
from models import BOS, MODELS, randomise
from transformers import AutoConfig

ROOT = pathlib.Path(__file__).resolve().parents[2] / "test" / "lens" / "goldens"
SEED, TOKENS = 7, 24
DTYPES = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}


def hub_config(config: dict) -> dict:
    """The keys of files written before transformers 5, as most on the Hub are."""
    config = dict(config)
    rope = config.pop("rope_parameters")
    config.pop("head_dim", None) if config["model_type"] == "qwen2" else None
    config["torch_dtype"] = config.pop("dtype")
    if "full_attention" in rope:
        config["rope_theta"] = rope["full_attention"]["rope_theta"]
        config["rope_local_base_freq"] = rope["sliding_attention"]["rope_theta"]
        config["rope_scaling"] = None
    elif config["model_type"] == "gpt_neox":
        config["rotary_emb_base"], config["rotary_pct"] = rope["rope_theta"], rope["partial_rotary_factor"]
    else:
        config["rope_theta"], config["rope_scaling"] = rope["rope_theta"], None
    return config


def save(model, folder: pathlib.Path, dtype: str, how: dict) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    model.to(DTYPES[dtype]).save_pretrained(folder, max_shard_size=how.get("shard", "1GB"))
    (folder / "generation_config.json").unlink(missing_ok=True)
    path = folder / "config.json"
    config = json.loads(path.read_text())
    if how.get("hub"):
        before = AutoConfig.from_pretrained(folder).to_dict()
        path.write_text(json.dumps(hub_config(config), indent=1) + "\n")
        after = AutoConfig.from_pretrained(folder).to_dict()
        for key in ("rope_parameters", "hidden_size", "num_attention_heads"):
            assert before.get(key) == after.get(key), (folder.name, key, before.get(key), after.get(key))


def packed(name: str, value: torch.Tensor) -> torch.Tensor:
    """Scores and patterns without what is above the diagonal: [heads, tokens * (tokens + 1) / 2]."""
    if not name.endswith(("hook_attn_scores", "hook_pattern")):
        return value
    rows, columns = torch.tril_indices(value.shape[1], value.shape[2])
    return value[:, rows, columns].contiguous()


def addends(hook: str, values: dict) -> list[str]:
    """The residual stream is a sum of hooks that are there already."""
    block, _, part = hook.rpartition(".hook_resid_")
    before = f"{block}.hook_resid_mid" if f"{block}.hook_resid_mid" in values else f"{block}.hook_resid_pre"
    terms = {"mid": [f"{block}.hook_resid_pre", f"{block}.hook_attn_out"], "post": [before, f"{block}.hook_mlp_out"]}.get(part, [])
    return terms if terms and torch.equal(values[terms[0]] + values[terms[1]], values[hook]) else []


def write_goldens(values: dict, ids: list, path: pathlib.Path) -> None:
    """What is bit for bit another tensor, or the float32 sum of two others, is kept as their names only."""
    kept, derived = {}, {}
    for hook, value in values.items():
        value = packed(hook, value)
        twin = next(([k] for k, v in kept.items() if v.shape == value.shape and torch.equal(v, value)), addends(hook, values))
        if twin:
            derived[hook] = twin
        else:
            kept[hook] = value
    # One key: safetensors writes several in a random order.
    metadata = {"golden": json.dumps({"ids": ids, "order": list(values), "derived": derived})}
    path.write_bytes(gzip.compress(safetensors.torch.save(kept, metadata), 9, mtime=0))


def summary(name: str, values: dict) -> str:
    entropy = [-(p * p.clamp_min(1e-30).log()).sum(-1)[:, -1].mean().item() for h, p in values.items() if "pattern" in h]
    logits = values["logits"]
    return (f"{name}: {len(values)} hooks, entropy of the last token's attention {min(entropy):.2f}..{max(entropy):.2f} nats "
            f"(uniform {math.log(TOKENS):.2f}), logits {logits.min():.1f}..{logits.max():.1f}")


def main() -> None:
    torch.set_num_threads(1)
    lines = []
    for number, (name, (kind, config, how)) in enumerate(MODELS.items()):
        torch.manual_seed(SEED)
        config._attn_implementation = "eager"
        model = kind(config).eval()
        randomise(model, SEED + number, coarse="also" in how or "dtype" in how)
        model.tie_weights()
        random = torch.Generator().manual_seed(SEED + 100 + number)
        ids = [BOS, *torch.randint(0, BOS, (TOKENS - 1,), generator=random).tolist()]
        dtype = how.get("dtype", "f32")
        if dtype == "bf16" and "gemma" in config.model_type:
            # What transformers multiplies with when it runs this folder in its own type.
            scale = torch.tensor(config.hidden_size**0.5).to(torch.bfloat16).float()
            model.model.embed_tokens.embed_scale.copy_(scale)
        values = capture(model, ids)
        for wanted in (dtype, *how.get("also", [])):
            save(model, ROOT / (name if wanted == dtype else f"{name}-{wanted}"), wanted, how)
        write_goldens(values, ids, ROOT / name / "goldens.safetensors.gz")
        lines.append(summary(name, values))
        print(lines[-1])
    versions = f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}, safetensors {safetensors.__version__}"
    (ROOT / "made.json").write_text(json.dumps({"seed": SEED, "versions": versions, "models": lines}, indent=1) + "\n")


if __name__ == "__main__":
    main()
