"""A GPT-NeoX decoder with Hugging Face's parameter names, for the finite-state experiment.

Attention and MLP read the residual stream side by side (`use_parallel_residual`). Codebooks may stand behind each head's output
(`z_hook`) and behind the attention's and the MLP's output (`attention_hook`, `mlp_hook`).
"""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from model import rotate


@dataclass
class Config:
    vocabulary: int = 11
    hidden: int = 128
    layers: int = 4
    heads: int = 4
    inner: int = 512
    positions: int = 128
    epsilon: float = 1e-5
    theta: float = 1e4
    rotary: float = 1.0


class Attention(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.heads, self.size = c.heads, c.hidden // c.heads
        self.rotary = int(self.size * c.rotary)
        self.query_key_value = nn.Linear(c.hidden, 3 * c.hidden)
        self.dense = nn.Linear(c.hidden, c.hidden)
        self.z_hook = None

    def forward(self, x, cos, sin, cache=None):
        B, T, D = x.shape
        # The rows of one head's query, key and value follow each other.
        q, k, v = self.query_key_value(x).view(B, T, self.heads, 3 * self.size).transpose(1, 2).chunk(3, -1)
        r = self.rotary
        q = torch.cat([rotate(q[..., :r], cos, sin), q[..., r:]], -1)
        k = torch.cat([rotate(k[..., :r], cos, sin), k[..., r:]], -1)
        if cache is not None:
            # One position at a time: keys and values of those before it are kept.
            k, v = (torch.cat([old, new], 2) for old, new in zip(cache or (k[:, :, :0], v[:, :, :0]), (k, v)))
            cache[:] = [k, v]
        z = F.scaled_dot_product_attention(q, k, v, is_causal=cache is None).transpose(1, 2)
        if self.z_hook is not None:
            z = self.z_hook(z)
        return self.dense(z.reshape(B, T, D))


class Mlp(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.dense_h_to_4h = nn.Linear(c.hidden, c.inner)
        self.dense_4h_to_h = nn.Linear(c.inner, c.hidden)

    def forward(self, x):
        return self.dense_4h_to_h(F.gelu(self.dense_h_to_4h(x)))


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.input_layernorm = nn.LayerNorm(c.hidden, c.epsilon)
        self.post_attention_layernorm = nn.LayerNorm(c.hidden, c.epsilon)
        self.attention = Attention(c)
        self.mlp = Mlp(c)
        self.attention_hook = None
        self.mlp_hook = None

    def forward(self, x, cos, sin, cache=None):
        a = self.attention(self.input_layernorm(x), cos, sin, cache)
        m = self.mlp(self.post_attention_layernorm(x))
        if self.attention_hook is not None:
            a = self.attention_hook(a)
        if self.mlp_hook is not None:
            m = self.mlp_hook(m)
        return x + a + m


class Body(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.embed_in = nn.Embedding(c.vocabulary, c.hidden)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.final_layer_norm = nn.LayerNorm(c.hidden, c.epsilon)


class NeoX(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.gpt_neox = Body(c)
        self.embed_out = nn.Linear(c.hidden, c.vocabulary, bias=False)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.normal_(p, 0, 0.02 if "embed" in name else p.shape[1] ** -0.5 * 0.5)
            elif name.endswith("bias"):
                nn.init.zeros_(p)
        half = int(c.hidden // c.heads * c.rotary) // 2
        angle = torch.arange(c.positions)[:, None] * c.theta ** (-torch.arange(half) / half)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def forward(self, ids, caches=None, at: int = 0):
        """Logits. With `caches` (an empty list a layer at first) `ids` is the one position `at` behind those seen."""
        x = self.gpt_neox.embed_in(ids)
        cos, sin = self.cos[at : at + ids.shape[1]], self.sin[at : at + ids.shape[1]]
        for i, layer in enumerate(self.gpt_neox.layers):
            x = layer(x, cos, sin, None if caches is None else caches[i])
        return self.embed_out(self.gpt_neox.final_layer_norm(x))
