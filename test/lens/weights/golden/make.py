"""Writes the files beside it: what Python's own libraries and llama.cpp's converter make of small inputs.

    python test/lens/weights/golden/make.py <folder of llama.cpp> [<folder of the .gguf files of `npm run models`>]

from the repository's root, with torch, transformers, safetensors and gguf. llama.cpp's converter is not a package of its own; it
is in the source of one: `pip download llama-cpp-python==0.3.36 --no-deps --no-binary :all:`, unpacked, `vendor/llama.cpp`.
"""
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import torch
from gguf import GGMLQuantizationType, quants
from gguf.constants import GGML_QUANT_SIZES
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).parent
GOLDENS = HERE.parents[1] / "goldens"


def quantized():
    """Blocks of every type and their numbers, by `gguf.quants`."""
    rng = np.random.default_rng(7)
    tensors = {}
    for name in ["Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"]:
        kind = GGMLQuantizationType[name]
        numbers, size = GGML_QUANT_SIZES[kind]
        blocks = 1024 // numbers
        raw = rng.integers(0, 256, (blocks, size), dtype=np.uint8)
        # Scales stand where each format has them; any finite float16, subnormal and negative ones too.
        places = {"Q6_K": [208]}.get(name, [0, 2] if name in ("Q4_1", "Q5_1", "Q4_K", "Q5_K") else [0])
        for place in places:
            scales = rng.normal(0, 0.05, blocks).astype(np.float16)
            scales[0], scales[1] = np.float16(6e-8), np.float16(-65504)
            raw[:, place : place + 2] = scales.view(np.uint8).reshape(blocks, 2)
        tensors[f"{name.lower()}.bytes"] = torch.from_numpy(raw)
        tensors[f"{name.lower()}.numbers"] = torch.from_numpy(quants.dequantize(raw, kind))
    save_file(tensors, HERE / "quantized.safetensors", metadata={"made": "gguf.quants.dequantize"})


def safetensors():
    """One tensor of every type, an empty one, a scalar, names beyond ASCII."""
    torch.manual_seed(1)
    numbers = torch.randn(3, 5) * 100
    whole = torch.randint(-100, 100, (7,))
    kinds = [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.float8_e4m3fn, torch.float8_e5m2]
    tensors = {str(kind).split(".")[1]: numbers.to(kind) for kind in kinds}
    for kind in [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]:
        tensors[str(kind).split(".")[1]] = whole.to(kind)
    tensors |= {"empty": torch.zeros(0, 4), "scalar": torch.tensor(1.5), 'näme "✓"\n': torch.ones(1)}
    save_file(tensors, HERE / "every-type.safetensors", metadata={"note": "naïve ✓"})


CONVERTER = """
import sys
sys.path.insert(0, sys.argv[1])
sys.argv = sys.argv[1:]
import convert_hf_to_gguf
from conversion.base import ModelBase, TextModel
# The small tokenizers are known to nobody; how they cut text is of no matter here.
TextModel.get_vocab_base_pre = lambda self, tokenizer: "gpt-2"
if "gemma3" not in sys.argv[1]:
    # As it is: the classes of some families would add tokens of theirs.
    import transformers
    transformers.AutoTokenizer = transformers.PreTrainedTokenizerFast
if "gpt-neox" in sys.argv[1]:
    # transformers 5 renames keys that the converter asks for.
    import json
    load = lambda folder, *args, **kwargs: json.loads((folder / "config.json").read_text())
    ModelBase.load_hparams = staticmethod(load)
convert_hf_to_gguf.main()
"""


TEXTS = [
    "def f(x):\n    return  x + 1  # naïve\n\n\n",
    "Beautiful is better than ugly.",
    " two  blanks   three    four",
    "  <start_of_turn>user\nhi<end_of_turn>\n",
    "tabs\t\tand 🙂 and 中文,▁and \u00a0",
    "",
    " ",
    "\n\n\n\n\n",
    "a<table>b</table>c",
]


def gemma3(folder):
    """A small Gemma 3 with a SentencePiece tokenizer, as Gemma's: runs of blanks and lines are user-defined symbols."""
    import codecs
    import io
    from contextlib import redirect_stdout

    import sentencepiece as spm
    from transformers import AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig

    with redirect_stdout(io.StringIO()):
        import this
    zen = codecs.decode(this.s, "rot13")
    code = "def f(x):\n    return x + 1\n\nfor i in range(10):\n    print(f(i))\n"
    model = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter((zen + code * 20).split("\n")),
        model_writer=model,
        model_type="bpe",
        vocab_size=420,
        byte_fallback=True,
        # As Gemma's are trained: nothing is changed in the text.
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
        allow_whitespace_only_pieces=True,
        pad_id=0,
        eos_id=1,
        bos_id=2,
        unk_id=3,
        control_symbols=["<start_of_turn>", "<end_of_turn>"],
        user_defined_symbols=["\n", "\n\n", "\n\n\n", "▁▁", "▁▁▁", "▁▁▁▁", "<table>", "</table>"],
        num_threads=1,
        minloglevel=2,
    )
    folder.mkdir()
    (folder / "tokenizer.model").write_bytes(model.getvalue())
    torch.manual_seed(3)
    config = Gemma3TextConfig(
        vocab_size=420, hidden_size=16, intermediate_size=24, num_hidden_layers=7, num_attention_heads=4,
        num_key_value_heads=2, head_dim=8, query_pre_attn_scalar=8, sliding_window=7, max_position_embeddings=64,
        eos_token_id=1, bos_token_id=2, pad_token_id=0,
    )
    network = Gemma3ForCausalLM(config)
    for parameter in network.parameters():  # Norms too: zeros would hide that 1 is added to them.
        torch.nn.init.normal_(parameter, std=0.3)
    network.to(torch.bfloat16).save_pretrained(folder)
    processor = spm.SentencePieceProcessor(model_proto=model.getvalue())
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(HERE / "gemma3")
    shutil.copytree(folder, HERE / "gemma3", ignore=shutil.ignore_patterns("tokenizer.model", "tokenizer_config.json"), dirs_exist_ok=True)
    # Gemma's settings list what is not ordinary; the converter knows user-defined tokens from there.
    listed = {str(id): {"content": processor.id_to_piece(id), "special": id < 6} for id in range(14)}
    (folder / "tokenizer_config.json").write_text(json.dumps({"added_tokens_decoder": listed}))
    ids = [{"text": text, "ids": processor.encode(text)} for text in TEXTS]
    (HERE / "gemma3" / "ids.json").write_text(json.dumps(ids, indent=1, ensure_ascii=False) + "\n")


def converted(llama_cpp):
    """Small models of test/lens/goldens as llama.cpp's converter writes them."""
    models = {
        "llama": "f32",
        "llama3-untied-sharded": "f32",
        "qwen2-bf16": "bf16",
        "qwen3-f16": "f16",
        "gemma3": "bf16",
        "gpt2": "f32",
        "gpt-neox": "f16",
    }
    for name, kind in models.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / name
            if name == "gemma3":
                gemma3(copy)
            else:
                shutil.copytree(GOLDENS / name, copy)
            config = json.loads((copy / "config.json").read_text())
            if name == "gpt2":  # Older files have both; the converter writes 4 d_model for n_inner, whatever it is.
                config["n_ctx"] = config["n_positions"]
            if name == "gpt-neox":  # As older files have it.
                rope = config.get("rope_parameters") or {}
                config.setdefault("rotary_pct", rope.get("partial_rotary_factor", 0.25))
            (copy / "config.json").write_text(json.dumps(config))
            out = pathlib.Path(folder) / "out.gguf"
            args = [sys.executable, "-c", CONVERTER, llama_cpp, str(copy), "--outtype", kind, "--outfile", str(out)]
            done = subprocess.run(args, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{name}: {done.stderr[-2000:]}")
            (HERE / f"{name}.gguf.gz").write_bytes(gzip.compress(out.read_bytes(), 9, mtime=0))


def real(folder):
    """Hashes of a part of the tensors of two real files: float32 in transformers' order, by gguf.quants."""
    import hashlib

    from gguf import GGUFReader

    hashes = {}
    for file in ["SmolLM2-135M-Instruct.Q4_1.gguf", "gemma-3-270m-q4_k_m.gguf"]:
        reader = GGUFReader(pathlib.Path(folder) / file)
        heads = int(reader.fields[next(k for k in reader.fields if k.endswith("head_count"))].contents())
        kv = int(reader.fields[next(k for k in reader.fields if k.endswith("head_count_kv"))].contents())
        found = hashes[file] = {}
        for index, tensor in enumerate(reader.tensors):
            # The embedding, and every seventh of the others.
            if index % 7 and tensor.name != "token_embd.weight":
                continue
            numbers = quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
            if file.startswith("Smol") and (tensor.name.endswith("attn_q.weight") or tensor.name.endswith("attn_k.weight")):
                n = heads if "attn_q" in tensor.name else kv
                rows, columns = numbers.shape
                numbers = numbers.reshape(n, rows // n // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)
            if file.startswith("gemma") and tensor.name.endswith("norm.weight"):
                numbers = numbers - np.float32(1)
            digest = hashlib.sha256(np.ascontiguousarray(numbers).tobytes()).hexdigest()
            found[tensor.name] = f"{tensor.tensor_type.name.lower()} {digest[:32]}"
    (HERE / "real.json").write_text(json.dumps(hashes, indent=1) + "\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        real(sys.argv[2])
    quantized()
    safetensors()
    converted(sys.argv[1])
