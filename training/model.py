"""The embedded model: a small decoder in the layout of Hugging Face's Llama, so that the library's Llama graph runs its weights.

RMSNorm before each part, rotary positions (base 1e4, halves rotated), SwiGLU, no biases, embedding tied to the output.
Parameter names are those of a Hugging Face checkpoint.
"""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Config:
    """Sizes. `hidden` is the width of the residual stream, `inner` that of the MLP."""

    vocabulary: int
    hidden: int = 160
    layers: int = 5
    heads: int = 4
    inner: int = 480
    positions: int = 1024
    epsilon: float = 1e-5
    theta: float = 1e4


def rms_norm(x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    """x / rms(x) * weight, computed in float32 whatever x is."""
    y = x.float()
    return (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + epsilon) * weight).to(x.dtype)


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary positions on [batch, heads, positions, head], halves rotated."""
    first, second = x.chunk(2, -1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], -1)


class Norm(nn.Module):
    def __init__(self, size: int, epsilon: float):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x):
        return rms_norm(x, self.weight, self.epsilon)


class Attention(nn.Module):
    """Causal self-attention. `z_hook` (a codebook of the twin) stands between the heads' outputs and `o_proj`."""

    def __init__(self, c: Config):
        super().__init__()
        self.heads, self.size = c.heads, c.hidden // c.heads
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            setattr(self, name, nn.Linear(c.hidden, c.hidden, bias=False))
        self.z_hook = None
        # Set to a list, it takes rotated queries, keys and what the heads read of each pass (lessons in attention).
        self.keep = None

    def forward(self, x, cos, sin):
        B, T, D = x.shape
        q, k, v = (p(x).view(B, T, self.heads, self.size).transpose(1, 2) for p in (self.q_proj, self.k_proj, self.v_proj))
        q, k = rotate(q, cos, sin).to(v.dtype), rotate(k, cos, sin).to(v.dtype)
        z = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2)
        if self.keep is not None:
            self.keep.append((q, k, z))
        if self.z_hook is not None:
            z = self.z_hook(z)
        return self.o_proj(z.reshape(B, T, D))


class Mlp(nn.Module):
    """SwiGLU. `out_hook(input, output)` may put something in the place of the output (transcoder or codebook)."""

    def __init__(self, c: Config):
        super().__init__()
        self.gate_proj = nn.Linear(c.hidden, c.inner, bias=False)
        self.up_proj = nn.Linear(c.hidden, c.inner, bias=False)
        self.down_proj = nn.Linear(c.inner, c.hidden, bias=False)
        self.out_hook = None

    def forward(self, x):
        y = self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))
        return y if self.out_hook is None else self.out_hook(x, y)


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.input_layernorm = Norm(c.hidden, c.epsilon)
        self.self_attn = Attention(c)
        self.post_attention_layernorm = Norm(c.hidden, c.epsilon)
        self.mlp = Mlp(c)

    def forward(self, x, cos, sin):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.embed_tokens = nn.Embedding(c.vocabulary, c.hidden)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.norm = Norm(c.hidden, c.epsilon)


class Llama(nn.Module):
    """The model. `forward` gives the residual stream after the last norm; `logits` multiplies it by the embedding."""

    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.model = Body(c)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                # Parts that write to the residual stream start smaller, so that depth does not raise its variance.
                out = name.endswith(("o_proj.weight", "down_proj.weight"))
                nn.init.normal_(p, 0, 0.02 if "embed" in name else (p.shape[1] ** -0.5) * (0.3 if out else 0.6))
        half = c.hidden // c.heads // 2
        angle = torch.arange(c.positions)[:, None] * c.theta ** (-torch.arange(half) / half)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def forward(self, ids):
        x = self.model.embed_tokens(ids)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for layer in self.model.layers:
            x = layer(x, cos, sin)
        return self.model.norm(x)

    def logits(self, stream):
        return F.linear(stream, self.model.embed_tokens.weight)
