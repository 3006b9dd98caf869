"""Writes a checkpoint as a folder that transformers and Tracebook open: config.json, model.safetensors (half precision), the tokenizer.

python training/export.py --checkpoint checkpoint.pt --tokenizer FOLDER --out models/embedded
A twin with codebooks also gets codebooks.safetensors and codebooks.json, in the names and settings of the published checkpoints.
"""
import argparse
import json
import os
import shutil

import torch
from safetensors.torch import save_file


def llama_config(c: dict) -> dict:
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": c["hidden"], "intermediate_size": c["inner"],
        "num_hidden_layers": c["layers"], "num_attention_heads": c["heads"], "num_key_value_heads": c["heads"],
        "head_dim": c["hidden"] // c["heads"], "hidden_act": "silu", "rms_norm_eps": c["epsilon"], "rope_theta": c["theta"],
        "max_position_embeddings": c["positions"], "vocab_size": c["vocabulary"], "tie_word_embeddings": True, "attention_bias": False,
        "mlp_bias": False, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "torch_dtype": "float16",
    }


def neox_config(c, rotary: float) -> dict:
    return {
        "architectures": ["GPTNeoXForCausalLM"], "model_type": "gpt_neox", "hidden_size": c.hidden, "intermediate_size": c.inner,
        "num_hidden_layers": c.layers, "num_attention_heads": c.heads, "hidden_act": "gelu", "layer_norm_eps": c.epsilon,
        "rotary_emb_base": c.theta, "rotary_pct": rotary, "max_position_embeddings": c.positions, "vocab_size": c.vocabulary,
        "use_parallel_residual": True, "tie_word_embeddings": False, "attention_bias": True, "bos_token_id": 10, "eos_token_id": 10,
        "torch_dtype": "float32",
    }


def write_codebooks(state: dict, names: list, at: list, kinds: list, numbers: list, ks: list, codes: list, folder: str, half: bool):
    """Tensors `<place>.codebook_layer.codebook[.<group>].codebook.weight` and `.ln.{weight,bias}`, settings as the published config."""
    tensors = {}
    for key, t in state.items():
        i, rest = key.split(".", 1)
        name = names[int(i)]
        # A place with one codebook: <place>.codebook.weight; with one a head: <place>.codebook.<head>.codebook.weight.
        tensors[f"{name}.{rest}"] = (t.half() if half else t).contiguous()
    save_file(tensors, f"{folder}/codebooks.safetensors", metadata={"format": "pt"})
    settings = {"model_type": "codebook", "codebook_at": at, "codebook_type": kinds, "num_codes": codes, "num_codebooks": numbers,
                "k_codebook": ks, "layers_to_snap": "all", "similarity_metric": "inner_product", "loss": "aeloss", "codebook_kwargs": {}}
    with open(f"{folder}/codebooks.json", "w", encoding="utf8") as f:
        json.dump(settings, f, indent=2)
        f.write("\n")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--checkpoint", required=True, help="of train.py, codebooks.py, fsm_train.py or fsm_codebooks.py")
    a.add_argument("--tokenizer", help="folder with tokenizer.json and tokenizer_config.json (not for TokFSM)")
    a.add_argument("--out", required=True)
    a.add_argument("--float32", action="store_true")
    a.add_argument("--style", choices=["cot", "direct"], default="cot", help="direct: trained without traces, answers at once")
    a = a.parse_args()
    os.makedirs(a.out, exist_ok=True)
    state = torch.load(a.checkpoint, map_location="cpu")
    half = not a.float32
    weights = {k: (v.half() if half else v).contiguous() for k, v in state["model"].items() if "hook" not in k}
    fsm = "rotary" in state
    if fsm:
        from neox import Config

        config = neox_config(Config(), state["rotary"])
    else:
        config = llama_config(state["config"])
        # What `tracebook` reads its prompts' style from.
        config["tracebook"] = {"dialect": 1, **({"style": "direct"} if a.style == "direct" else {})}
    config["torch_dtype"] = "float16" if half else "float32"
    save_file(weights, f"{a.out}/model.safetensors", metadata={"format": "pt"})
    with open(f"{a.out}/config.json", "w", encoding="utf8") as f:
        json.dump(config, f, indent=2)
        f.write("\n")
    if a.tokenizer:
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(f"{a.tokenizer}/{name}", f"{a.out}/{name}")
    if "books" in state and fsm:
        write_codebooks(state["books"], state["names"], ["attn", "mlp"], ["vanilla", "vanilla"], [1, 1], [state["k"]] * 2, [state["codes"]] * 2, a.out, half)
    elif "books" in state:
        layers, both = state["config"]["layers"], state["at"] != "mlp"
        # The order is that in which `insert` of codebooks.py made them.
        names = [f"model.layers.{i}.{p}.codebook_layer" for i in range(layers) for p in (["mlp", "self_attn"] if both else ["mlp"])]
        if both:
            write_codebooks(state["books"], names, ["attn_preproj", "mlp"], ["group", "vanilla"], [-1, 1], [state["head_k"], state["k"]],
                            [state["head_codes"], state["codes"]], a.out, half)
        else:
            write_codebooks(state["books"], names, ["mlp"], ["vanilla"], [1], [state["k"]], [state["codes"]], a.out, half)


if __name__ == "__main__":
    main()
