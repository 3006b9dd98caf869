"""
Writes test/lens/goldens/real: a few numbers that transformers computes from the real GGUF files of `npm run models`, which it
dequantises and un-permutes itself (`gguf_file=`), as 32-bit floats. Run from the repository's root:

    python scripts/goldens/real.py <folder with the .gguf files>
"""

import gzip
import json
import pathlib
import sys

import safetensors.torch
import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[2] / "test" / "lens" / "goldens" / "real"
PROGRAM = '''def primes(limit):
    """Primes below a limit, by the sieve of Eratosthenes."""
    sieve = [True] * limit
    for number in range(2, int(limit ** 0.5) + 1):
        if sieve[number]:
            for multiple in range(number * number, limit, number):
                sieve[multiple] = False
    return [i for i in range(2, limit) if sieve[i]]


def factors(number):
    found = []
    for prime in primes(number + 1):
        while number % prime == 0:
            found.append(prime)
            number //= prime
    return found


print(factors(360), sum(primes(100)))
'''

# File: tokens of the text (Gemma's go past its window of 512), layers, positions whose rows are kept.
WANTED = {
    "SmolLM2-135M-Instruct.Q4_1.gguf": (160, (0, 14, 29), (1, 57, 159)),
    "gemma-3-270m-q4_k_m.gguf": (600, (0, 5, 17), (1, 530, 599)),
}


@torch.no_grad()
def numbers(folder: str, file: str, tokens: int, layers, positions) -> None:
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=file)
    ids = tokenizer(PROGRAM * 4, add_special_tokens=False)["input_ids"]
    if "gemma" in file:
        ids = [tokenizer.bos_token_id, *ids]
    ids = ids[:tokens]
    assert len(ids) == tokens
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=file, dtype=torch.float32, attn_implementation="eager").eval()
    hidden = {}
    for layer in layers:
        model.model.layers[layer].register_forward_hook(
            lambda _, __, out, layer=layer: hidden.update({layer: (out[0] if isinstance(out, tuple) else out)[0]})
        )
    at = torch.tensor(positions)
    logits = model(torch.tensor([ids]), logits_to_keep=at, use_cache=False).logits[0]
    top = logits.topk(20)
    kept = {"top": top.values.contiguous(), "sum": logits.logsumexp(-1)}
    for layer in layers:
        # Of a block's output: rows at the positions, and the largest number over all of them.
        kept[f"blocks.{layer}.hook_resid_post"] = hidden[layer][at].contiguous()
        kept[f"blocks.{layer}.largest"] = hidden[layer].abs().max().reshape(1)
    about = {
        "file": file,
        "ids": ids,
        "positions": positions,
        "layers": layers,
        "top": top.indices.tolist(),
        "largestLogit": logits.abs().max().item(),
        "versions": f"torch {torch.__version__}, transformers {transformers.__version__}",
    }
    ROOT.mkdir(parents=True, exist_ok=True)
    data = safetensors.torch.save(kept, {"golden": json.dumps(about)})
    (ROOT / f"{file}.safetensors.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    config = model.config.to_dict()
    print(file, len(data), {k: config.get(k) for k in ("rope_parameters", "layer_types", "sliding_window", "query_pre_attn_scalar", "head_dim", "rms_norm_eps", "tie_word_embeddings")})
    for position, row in zip(positions, top.indices.tolist()):
        print(" ", repr(tokenizer.decode(ids[max(0, position - 8) : position + 1])), "->", [tokenizer.decode([i]) for i in row[:4]])


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name, wanted in WANTED.items():
        numbers(sys.argv[1], name, *wanted)
