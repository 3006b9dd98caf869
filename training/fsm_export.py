"""Writes a TokFSM checkpoint as a folder that transformers and Tracebook open, its codebooks beside it in the published names.

python training/fsm_export.py --checkpoint FOLDER/checkpoint.pt --out models/tokfsm [--float32]
"""
import argparse
import json
import os

import torch
from safetensors.torch import save_file

from neox import Config

MARK = "<|endoftext|>"


def tokenizer() -> dict:
    """Ten digits and the mark; Tracebook's `finiteStateTokenizer` is the same."""
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    mark = {"id": 10, "content": MARK, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [mark], "normalizer": None, "pre_tokenizer": level,
        "post_processor": None, "decoder": level,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
                  "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                  "vocab": {**{str(d): d for d in range(10)}, MARK: 10}, "merges": []},
    }


def config(c: Config, rotary: float, half: bool) -> dict:
    return {
        "architectures": ["GPTNeoXForCausalLM"], "model_type": "gpt_neox", "hidden_size": c.hidden, "intermediate_size": c.inner,
        "num_hidden_layers": c.layers, "num_attention_heads": c.heads, "hidden_act": "gelu", "layer_norm_eps": c.epsilon,
        "rotary_emb_base": c.theta, "rotary_pct": rotary, "max_position_embeddings": c.positions, "vocab_size": c.vocabulary,
        "use_parallel_residual": True, "tie_word_embeddings": False, "attention_bias": True, "bos_token_id": 10, "eos_token_id": 10,
        "torch_dtype": "float16" if half else "float32",
    }


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--checkpoint", required=True, help="of fsm_train.py or fsm_codebooks.py")
    a.add_argument("--out", required=True)
    a.add_argument("--float32", action="store_true", help="default half precision")
    a = a.parse_args()
    os.makedirs(a.out, exist_ok=True)
    state = torch.load(a.checkpoint, map_location="cpu")
    cast = (lambda t: t.contiguous()) if a.float32 else (lambda t: t.half().contiguous())
    files = {
        "config.json": config(Config(), state["rotary"], not a.float32),
        "tokenizer.json": tokenizer(),
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": MARK, "eos_token": MARK, "pad_token": MARK},
    }
    save_file({k: cast(v) for k, v in state["model"].items()}, f"{a.out}/model.safetensors", metadata={"format": "pt"})
    if "books" in state:
        tensors = {}
        for key, value in state["books"].items():
            place, rest = key.split(".", 1)
            tensors[f"{state['names'][int(place)]}.{rest}"] = cast(value)
        save_file(tensors, f"{a.out}/codebooks.safetensors", metadata={"format": "pt"})
        files["codebooks.json"] = {
            "model_type": "codebook", "codebook_at": ["attn_preproj", "mlp"], "codebook_type": ["group", "vanilla"],
            "num_codes": state["codes"], "num_codebooks": [-1, 1], "k_codebook": [state["k"]] * 2, "layers_to_snap": "all",
            "similarity_metric": "inner_product", "loss": "aeloss", "codebook_kwargs": {},
        }
    for name, content in files.items():
        with open(f"{a.out}/{name}", "w", encoding="utf8") as f:
            json.dump(content, f, indent=2)
            f.write("\n")


if __name__ == "__main__":
    main()
