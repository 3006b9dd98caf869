"""
Every activation of a transformers model by TransformerLens' legacy names, out of transformers' own forward pass: modules'
inputs and outputs by hooks, rotated queries and keys by wrapping the module's apply_rotary_pos_emb, scores by wrapping the
softmax they go into. Only the inside of norms is computed here again (they are one function in PyTorch), and checked.
"""

import contextlib
import sys

import torch

# Where a family keeps its parts: attention and MLP of a block, norms by hook name, projections.
GATED = dict(
    layers="model.layers", embed="model.embed_tokens", final="model.norm", attn="self_attn", ln1="input_layernorm",
    ln2="post_attention_layernorm", o="self_attn.o_proj", down="mlp.down_proj", pre="mlp.gate_proj",
    linear="mlp.up_proj", q="self_attn.q_proj", k="self_attn.k_proj", v="self_attn.v_proj",
)
PARTS = {
    "llama": GATED,
    "qwen2": GATED,
    "qwen3": GATED,
    "gemma3_text": GATED | dict(
        ln2="pre_feedforward_layernorm", ln1_post="post_attention_layernorm", ln2_post="post_feedforward_layernorm"
    ),
    "gpt2": dict(
        layers="transformer.h", embed="transformer.wte", positions="transformer.wpe", final="transformer.ln_f",
        attn="attn", ln1="ln_1", ln2="ln_2", o="attn.c_proj", down="mlp.c_proj", pre="mlp.c_fc", fused="attn.c_attn",
    ),
    "gpt_neox": dict(
        layers="gpt_neox.layers", embed="gpt_neox.embed_in", final="gpt_neox.final_layer_norm", attn="attention",
        ln1="input_layernorm", ln2="post_attention_layernorm", o="attention.dense", down="mlp.dense_4h_to_h",
        pre="mlp.dense_h_to_4h", fused="attention.query_key_value",
    ),
}


class Recorder:
    """Inputs and outputs of modules in one forward pass, by the module."""

    def __init__(self):
        self.inputs, self.outputs, self.handles = {}, {}, []

    def watch(self, module):
        def hook(_, arguments, named, output):
            self.inputs[module] = (arguments[0] if arguments else next(iter(named.values())))[0].detach()
            self.outputs[module] = (output[0] if isinstance(output, tuple) else output)[0].detach()

        self.handles.append(module.register_forward_hook(hook, with_kwargs=True))


@contextlib.contextmanager
def wrapped(owner, name, seen):
    """Puts arguments and result of every call of a function into a list."""
    original = getattr(owner, name, None)
    if original is None:
        yield
        return

    def wrapper(*arguments, **named):
        result = original(*arguments, **named)
        seen.append((arguments, result))
        return result

    setattr(owner, name, wrapper)
    try:
        yield
    finally:
        setattr(owner, name, original)


def norm_inside(name, module, recorder, out):
    x, weight = recorder.inputs[module], module.weight.detach()
    if isinstance(module, torch.nn.LayerNorm):
        x = x - x.mean(-1, keepdim=True)
        scale = (x.pow(2).mean(-1, keepdim=True) + module.eps).sqrt()
        again = x / scale * weight + module.bias
    else:
        scale = (x.pow(2).mean(-1, keepdim=True) + getattr(module, "eps", getattr(module, "variance_epsilon", 0))).sqrt()
        again = x / scale * (1 + weight if "Gemma" in type(module).__name__ else weight)
    assert torch.allclose(again, recorder.outputs[module], rtol=1e-5, atol=1e-5), name
    out[f"{name}.hook_scale"], out[f"{name}.hook_normalized"] = scale, x / scale


def qkv(part, attention, block, recorder, config, head):
    """Queries, keys and values as [tokens, heads, head] after the bias."""
    if "fused" not in part:
        return [recorder.outputs[block.get_submodule(part[n])].unflatten(-1, (-1, head)) for n in "qkv"]
    fused = recorder.outputs[block.get_submodule(part["fused"])]
    if config.model_type == "gpt2":
        return [x.unflatten(-1, (-1, head)) for x in fused.chunk(3, -1)]
    return fused.unflatten(-1, (-1, 3 * head)).chunk(3, -1)


@torch.no_grad()
def capture(model, ids):
    """All hooks, without the axis of the batch, and `logits`; in order of the forward pass."""
    config, part = model.config, PARTS[model.config.model_type]
    recorder, rotations, softmaxes, out = Recorder(), [], [], {}
    for module in model.modules():
        recorder.watch(module)
    functional, family = torch.nn.functional, sys.modules[type(model).__module__]
    with wrapped(functional, "softmax", softmaxes), wrapped(family, "apply_rotary_pos_emb", rotations):
        result = model(
            torch.tensor([ids]), output_hidden_states=True, output_attentions=True, use_cache=False
        )
    for handle in recorder.handles:
        handle.remove()
    layers = model.get_submodule(part["layers"])
    assert len(softmaxes) == len(layers) and len(rotations) in (0, len(layers))
    out["hook_embed"] = recorder.outputs[model.get_submodule(part["embed"])]
    if "positions" in part:
        positions = model.get_submodule(part["positions"])
        out["hook_pos_embed"] = positions(torch.arange(len(ids)))
    for number, block in enumerate(layers):
        at = f"blocks.{number}"
        modules = {key: block.get_submodule(part[key]) for key in part if key not in ("layers", "embed", "positions", "final")}
        attention, ln1, ln2 = modules["attn"], modules["ln1"], modules["ln2"]
        head = getattr(attention, "head_dim", None) or attention.head_size
        out[f"{at}.hook_resid_pre"] = recorder.inputs[block]
        assert torch.equal(result.hidden_states[number][0], recorder.inputs[block])
        norm_inside(f"{at}.ln1", ln1, recorder, out)
        for name, value in zip("qkv", qkv(part, attention, block, recorder, config, head)):
            out[f"{at}.attn.hook_{name}"] = value
        if rotations:
            for name, value in zip("qk", rotations[number][1]):
                out[f"{at}.attn.hook_rot_{name}"] = value[0].transpose(0, 1)
        scores = softmaxes[number][0][0][0]
        out[f"{at}.attn.hook_attn_scores"] = scores.masked_fill(scores < -1e30, -torch.inf)
        out[f"{at}.attn.hook_pattern"] = result.attentions[number][0]
        out[f"{at}.attn.hook_z"] = recorder.inputs[modules["o"]].unflatten(-1, (-1, head))
        if "ln1_post" in modules:
            norm_inside(f"{at}.ln1_post", modules["ln1_post"], recorder, out)
        out[f"{at}.hook_attn_out"] = recorder.outputs[modules.get("ln1_post", attention)]
        if not (config.model_type == "gpt_neox" and config.use_parallel_residual):
            out[f"{at}.hook_resid_mid"] = recorder.inputs[ln2]
        norm_inside(f"{at}.ln2", ln2, recorder, out)
        out[f"{at}.mlp.hook_pre"] = recorder.outputs[modules["pre"]]
        if "linear" in modules:
            out[f"{at}.mlp.hook_pre_linear"] = recorder.outputs[modules["linear"]]
        out[f"{at}.mlp.hook_post"] = recorder.inputs[modules["down"]]
        if "ln2_post" in modules:
            norm_inside(f"{at}.ln2_post", modules["ln2_post"], recorder, out)
        out[f"{at}.hook_mlp_out"] = recorder.outputs[modules.get("ln2_post", modules["down"])]
        out[f"{at}.hook_resid_post"] = recorder.outputs[block]
    norm_inside("ln_final", model.get_submodule(part["final"]), recorder, out)
    out["logits"] = result.logits[0]
    return {name: value.float().contiguous().clone() for name, value in out.items()}
