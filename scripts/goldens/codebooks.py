"""
Writes test/lens/goldens/llama-codebooks: the small random Llama with a codebook at each head (`attn_preproj`, one group a head) and at
each MLP's output, and what PyTorch computes with them: ids, means, logits, and the logits with codes replaced. Codebooks are put into
transformers' own forward pass by hooks on modules. Run from the repository's root after make.py, in the same environment:

    python scripts/goldens/codebooks.py

The mathematics is that of "Codebook Features" (Tamkin et al. 2023) as its code has it: LayerNorm, the k codes with the largest
h·c/|c|, their mean in the input's place.
"""

import gzip
import json
import pathlib
import shutil

import safetensors.torch
import torch
import torch.nn.functional as F
from transformers import LlamaForCausalLM

ROOT = pathlib.Path(__file__).resolve().parents[2] / "test" / "lens" / "goldens"
OUT = ROOT / "llama-codebooks"
ROWS = [0, 3, 10, 23]
SEED, TOKENS, CODES, HEAD_CODES, K, HEAD_K = 11, 24, 40, 12, 3, 2


class Codebook(torch.nn.Module):
    """One group; `change` is given the ids of a run and gives those that count (-1: none)."""

    def __init__(self, width: int, codes: int, k: int, generator: torch.Generator):
        super().__init__()
        draw = lambda *shape: torch.randn(*shape, generator=generator)
        self.codes, self.k = draw(codes, width), k
        self.weight, self.bias = 1 + 0.3 * draw(width), 0.1 * draw(width)
        self.change, self.ids, self.input, self.margin = None, None, None, float("inf")

    def forward(self, x):
        h = F.layer_norm(x, x.shape[-1:], self.weight, self.bias, 1e-5)
        similar = h @ F.normalize(self.codes, dim=-1).T
        top = similar.topk(self.k + 1, -1)
        # Ids are exact only where no two codes are nearly as similar.
        self.margin = (top.values[..., :-1] - top.values[..., 1:]).min().item()
        ids = top.indices[..., : self.k]
        ids = self.change(ids) if self.change else ids
        self.ids, self.input = ids, h
        rows = self.codes[ids.clamp(min=0)] * (ids >= 0)[..., None]
        return rows.mean(-2)


@torch.no_grad()
def main() -> None:
    generator = torch.Generator().manual_seed(SEED)
    torch.set_num_threads(1)
    model = LlamaForCausalLM.from_pretrained(ROOT / "llama", attn_implementation="eager", dtype=torch.float32)
    heads, width, head = model.config.num_attention_heads, model.config.hidden_size, model.config.head_dim
    books, tensors = {}, {}
    for number, layer in enumerate(model.model.layers):
        groups = [Codebook(head, HEAD_CODES, HEAD_K, generator) for _ in range(heads)]
        whole = Codebook(width, CODES, K, generator)
        books |= {f"blocks.{number}.attn.codebook_layer.codebook.{g}": group for g, group in enumerate(groups)}
        books[f"blocks.{number}.mlp.codebook_layer"] = whole
        # z is what goes into the projection behind the heads.
        layer.self_attn.o_proj.register_forward_pre_hook(
            lambda _, arguments, groups=groups: torch.cat([g(x) for g, x in zip(groups, arguments[0].split(head, -1))], -1)
        )
        layer.mlp.register_forward_hook(lambda _module, _arguments, output, whole=whole: whole(output))
        at = f"model.layers.{number}"
        for name, book in [(f"{at}.self_attn.codebook_layer.codebook.{g}", b) for g, b in enumerate(groups)] + [
            (f"{at}.mlp.codebook_layer", whole)
        ]:
            tensors |= {f"{name}.codebook.weight": book.codes, f"{name}.ln.weight": book.weight, f"{name}.ln.bias": book.bias}
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    for name in ("config.json", "model.safetensors"):
        shutil.copyfile(ROOT / "llama" / name, OUT / name)
    safetensors.torch.save_file({k: v.contiguous() for k, v in tensors.items()}, OUT / "codebooks.safetensors", {"format": "pt"})
    settings = {
        "model_type": "codebook", "codebook_at": ["attn_preproj", "mlp"], "codebook_type": ["group", "vanilla"],
        "num_codes": [HEAD_CODES, CODES], "num_codebooks": [-1, 1], "k_codebook": [HEAD_K, K], "layers_to_snap": "all",
        "similarity_metric": "inner_product", "loss": "aeloss", "codebook_kwargs": {},
    }
    (OUT / "codebooks.json").write_text(json.dumps(settings, indent=1) + "\n")

    ids = torch.randint(0, 256, (1, TOKENS), generator=generator)
    golden = {"logits": model(ids).logits[0]}
    for name, book in books.items():
        golden[f"{name}.hook_codebook_ids"] = book.ids[0].float()
    golden["blocks.0.mlp.codebook_layer.hook_codebook_input"] = books["blocks.0.mlp.codebook_layer"].input[0]
    margin = min(book.margin for book in books.values())
    assert margin > 1e-4, margin

    def put(tokens, slot, code):
        def change(found):
            found = found.clone()
            found[:, tokens, slot] = code
            return found

        return change

    first, last = books["blocks.0.mlp.codebook_layer"], books["blocks.1.attn.codebook_layer.codebook.2"]
    first.change, last.change = put([3, 9], 1, 7), put(slice(None), 0, -1)
    golden["changed"] = model(ids).logits[0, ROWS]
    first.change, last.change = lambda found: torch.cat([found, torch.full_like(found[..., :1], 5)], -1), None
    golden["appended"] = model(ids).logits[0, ROWS]
    bytes_ = safetensors.torch.save(
        {k: v.float().contiguous() for k, v in golden.items()},
        {"golden": json.dumps({"ids": ids[0].tolist(), "torch": torch.__version__, "seed": SEED})},
    )
    (OUT / "goldens.safetensors.gz").write_bytes(gzip.compress(bytes_, mtime=0))
    print({path.name: path.stat().st_size for path in sorted(OUT.iterdir())}, f"least margin {margin:.1e}")


main()
