"""The small random models: one entry per folder of test/lens/goldens. Development only (needs PyTorch and transformers)."""

import math

import torch
from transformers import (
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GPT2Config,
    GPT2LMHeadModel,
    GPTNeoXConfig,
    GPTNeoXForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

BOS, EOS, VOCABULARY = 256, 257, 259  # 256 bytes, two special tokens, one row of padding

# Odd sizes on purpose: heads * head_dim is not the width where the family allows, two heads share one of keys.
GATED = dict(
    vocab_size=VOCABULARY,
    hidden_size=16,
    intermediate_size=22,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=2,
    head_dim=8,
    max_position_embeddings=64,
    bos_token_id=BOS,
    eos_token_id=EOS,
)
GEMMA = GATED | dict(
    num_hidden_layers=3,
    layer_types=["sliding_attention", "full_attention", "sliding_attention"],
    sliding_window=7,
    pad_token_id=None,
)
NEOX = dict(
    vocab_size=VOCABULARY,
    hidden_size=24,
    intermediate_size=30,
    num_hidden_layers=2,
    num_attention_heads=3,
    max_position_embeddings=64,
    bos_token_id=BOS,
    eos_token_id=EOS,
)


def rotary(base: float, **more) -> dict:
    return {"rope_type": "default", "rope_theta": base} | more


# Name: class, configuration, and how it is saved: dtype, shard size, `hub` for a config.json with the keys of Hub's older files.
MODELS = {
    "llama": (
        LlamaForCausalLM,
        LlamaConfig(**GATED, rms_norm_eps=1e-5, tie_word_embeddings=True, rope_parameters=rotary(100000.0)),
        {"hub": True},
    ),
    "llama3-untied-sharded": (
        LlamaForCausalLM,
        LlamaConfig(
            **GATED,
            rms_norm_eps=1e-5,
            tie_word_embeddings=False,
            attention_bias=True,
            mlp_bias=True,
            # An original context of 16 puts the four frequencies of a head on both sides of both borders.
            rope_parameters=rotary(
                50.0,
                rope_type="llama3",
                factor=8.0,
                low_freq_factor=1.0,
                high_freq_factor=4.0,
                original_max_position_embeddings=16,
            ),
        ),
        {"shard": "20KB"},
    ),
    "qwen2": (
        Qwen2ForCausalLM,
        # Qwen2 has no head_dim of its own: the width is heads * head_dim.
        Qwen2Config(
            **{key: value for key, value in GATED.items() if key != "head_dim"}
            | {"hidden_size": 24, "num_attention_heads": 3, "num_key_value_heads": 1},
            rms_norm_eps=1e-6,
            tie_word_embeddings=True,
            rope_parameters=rotary(1000000.0),
        ),
        {"hub": True, "also": ["bf16"]},
    ),
    "qwen3": (
        Qwen3ForCausalLM,
        Qwen3Config(**GATED, rms_norm_eps=1e-6, tie_word_embeddings=True, rope_parameters=rotary(1000000.0)),
        {"also": ["f16"]},
    ),
    "gemma3": (
        Gemma3ForCausalLM,
        Gemma3TextConfig(
            **GEMMA,
            query_pre_attn_scalar=12,
            rope_parameters={"sliding_attention": rotary(50.0), "full_attention": rotary(1000000.0)},
        ),
        {"hub": True},
    ),
    # As published folders are: bf16, with which the factor on the embeddings is rounded too.
    "gemma3-linear-bf16": (
        Gemma3ForCausalLM,
        Gemma3TextConfig(
            **GEMMA | {"num_hidden_layers": 2, "layer_types": ["sliding_attention", "full_attention"]},
            query_pre_attn_scalar=5,
            attention_bias=True,
            rope_parameters={
                "sliding_attention": rotary(10000.0),
                "full_attention": rotary(1000.0, rope_type="linear", factor=8.0),
            },
        ),
        {"dtype": "bf16"},
    ),
    "gpt2": (
        GPT2LMHeadModel,
        GPT2Config(
            vocab_size=VOCABULARY,
            n_embd=24,
            n_layer=2,
            n_head=3,
            n_inner=28,
            n_positions=32,
            layer_norm_epsilon=1e-5,
            bos_token_id=BOS,
            eos_token_id=EOS,
        ),
        {},
    ),
    "gpt-neox": (
        GPTNeoXForCausalLM,
        GPTNeoXConfig(**NEOX, rope_parameters=rotary(10000.0, partial_rotary_factor=0.25)),
        {"hub": True, "dtype": "f16"},
    ),
    "gpt-neox-sequential": (
        GPTNeoXForCausalLM,
        GPTNeoXConfig(
            **NEOX, use_parallel_residual=False, rope_parameters=rotary(100.0, partial_rotary_factor=0.75)
        ),
        {"dtype": "bf16"},
    ),
}


def randomise(model, seed: int, coarse: bool) -> None:
    """
    Weights with which every part matters: sharp attention, norms that are not 1, biases that are not 0. Coarse ones fit in
    bf16 and in f16 alike, so that a model saved in each gives the same numbers.
    """
    random = torch.Generator().manual_seed(seed)
    for name, value in model.named_parameters():
        draw = torch.randn(value.shape, generator=random)
        if "norm" in name or ".ln_" in name:
            centre = 0.0 if "gemma" in model.config.model_type or name.endswith("bias") else 1.0
            draw = centre + (0.7 if "q_norm" in name or "k_norm" in name else 0.0) + 0.3 * draw
        elif name.endswith("bias"):
            draw = 0.4 * draw
        elif any(part in name for part in ("embed", "wte", "wpe", "lm_head")):
            draw = (0.4 if "embed_tokens" in name and "gemma" in model.config.model_type else 1.0) * draw
        else:
            # Conv1D of GPT-2 is [in, out].
            inputs = value.shape[0] if ".c_" in name else value.shape[1]
            sharp = 1.6 if any(part in name for part in ("q_proj", "k_proj", "c_attn", "query_key_value")) else 1.0
            draw = sharp / math.sqrt(inputs) * draw
        if coarse:
            draw = draw.to(torch.bfloat16).to(torch.float16).float()
        value.data.copy_(draw)
