"""
Writes test/lens/tokens/goldens: small tokenizers of the kinds the six architectures have, trained here, each with hostile texts and
the ids Rust's `tokenizers` gives them (they are trained on our own sources, so a later tree gives other ones). Run from the repository's root in an environment with tokenizers:

    python scripts/goldens/train_tokenizers.py
"""

import json
import pathlib
import random

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "test" / "lens" / "tokens" / "goldens"
VOCABULARY, SEED = 520, 7

LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

TEXTS = [
    "",
    " ",
    "\n",
    "a",
    "def f(a):\n    return g(\"x\", [1])\n",
    "function f(a, b = {}) {\r\n\treturn a?.b ?? `x${b}🐍`; // ñ\r\n}\r\n",
    "\ufeffif a:\r\n\tb()\r\n",
    "x = \"é🐍\" # ñ ü ß",
    "   leading and trailing   ",
    "\n\n\n\n\t\t\t   \n   \n",
    "<|endoftext|> is text, <s> too, </s><unk><pad>",
    "a<|endoftext|>b <|endoftext|> c  <mask>  d<mask>e _foo_ foo(foo)foo1 foo",
    "tab\there\x0bvt\x0cff\x85nel\u00a0nbsp\u2028ls\u2029ps\u3000ideo\u200bzwsp\ufeffbom",
    "1234567890 ٣٤ ² Ⅷ ½ 12,345.678",
    "don't DON'T I'Ve we'LL o'ſa x'K",
    "日本語の月と日 한국어 ไทย العربية עברית हिन्दी",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 e\u0301 A\u030a \u1e9b\u0323",
    "\u00e9 e\u0301 \uac00 \u1100\u1161 \u212b \u2126 \ufb01",
    "\x00\x01\x7f\x80 nul",
    "▁lower ▁▁block \u2581",
    "</script><img onerror=x>&amp; \u202eevil\u202c \u2066x\u2069",
    "\U0010ffff\U0001d54f\U000e0001\uffff\ufffd\ufffe",
    "a" * 70 + " " * 33 + "-" * 90,
    "    \n        if x:\n            y  =  z\n",
    "<table><tr><td>x</td></table>\n\n\n<0x0A><0xE2>",
    "snake_case camelCase SCREAMING __init__ ===!== =>>>= ...args",
]

ALPHABET = [*" \n\t\r'\"(){}[]<>=.,;:_-▁", *"abcdefxyzSTRs0123", *"éñßſK\u0301\u030a", *"日月本한글", *"🐍👩\u200d😀", "\u00a0", "\u2028", "\ufeff", "\u0085", "²", "٣", "<|endoftext|>", "<s>", "  ", "\n\n", "foo"]


def corpus() -> list[str]:
    files = sorted((ROOT / "src" / "program").rglob("*.ts"))[:40] + sorted((ROOT / "datasets").rglob("*.js"))[:40]
    return [file.read_text(encoding="utf8")[:4000] for file in files] + TEXTS * 3


def train(tokenizer: Tokenizer, bytes_: bool, specials: list[str], size: int = VOCABULARY) -> Tokenizer:
    initial = pre_tokenizers.ByteLevel.alphabet() if bytes_ else []
    fallback = [] if bytes_ else [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=size + (0 if bytes_ else 80),
        special_tokens=[*specials, *fallback],
        initial_alphabet=initial,
        show_progress=False,
        **({} if bytes_ else {"limit_alphabet": 90}),
    )
    tokenizer.train_from_iterator(corpus(), trainer)
    if fallback:
        # The trainer makes marks of the bytes; they are plain tokens.
        state = json.loads(tokenizer.to_str())
        state["added_tokens"] = [token for token in state["added_tokens"] if token["content"] not in fallback]
        tokenizer = Tokenizer.from_str(json.dumps(state))
    return tokenizer


def byte_level(pre, normalizer=None, ignore_merges=False) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def gpt2() -> Tokenizer:
    tokenizer = train(byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False)), True, ["<|endoftext|>"])
    tokenizer.add_tokens([AddedToken(" " * n, normalized=False) for n in (4, 3, 2)])
    tokenizer.add_tokens([AddedToken("foo", single_word=True), AddedToken("<mask>", lstrip=True, rstrip=True)])
    return tokenizer


def gpt_neox() -> Tokenizer:
    pre = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer = train(byte_level(pre, normalizers.NFC()), True, ["<|endoftext|>", "<|padding|>"])
    tokenizer.add_tokens([AddedToken(" " * n, normalized=True) for n in (6, 4, 3, 2)])
    return tokenizer


def smollm() -> Tokenizer:
    pre = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    return train(byte_level(pre), True, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"])


def prefixed() -> Tokenizer:
    return train(byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True)), True, ["<|endoftext|>"])


def split(pattern: str, **options) -> Tokenizer:
    pre = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), behavior="isolated", invert=False),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    return byte_level(pre, **options)


def llama3() -> Tokenizer:
    tokenizer = train(split(LLAMA3, ignore_merges=True), True, ["<|begin_of_text|>", "<|endoftext|>"])
    state = json.loads(tokenizer.to_str())
    # A word in the vocabulary that no merges lead to.
    for word in ["Ġreturnſ", "Ġleading"]:
        state["model"]["vocab"][word] = max(state["model"]["vocab"].values()) + 1
    tokenizer = Tokenizer.from_str(json.dumps(state))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|begin_of_text|> $A",
        pair="<|begin_of_text|> $A <|begin_of_text|> $B",
        special_tokens=[("<|begin_of_text|>", tokenizer.token_to_id("<|begin_of_text|>"))],
    )
    return tokenizer


def qwen() -> Tokenizer:
    return train(split(QWEN, normalizer=normalizers.NFC()), True, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"])


def pieces(fuse: bool) -> Tokenizer:
    return Tokenizer(models.BPE(byte_fallback=True, fuse_unk=fuse, unk_token="<unk>"))


LLAMA_DECODER = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]


def bos(tokenizer: Tokenizer, mark: str) -> Tokenizer:
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{mark} $A", pair=f"{mark} $A {mark} $B", special_tokens=[(mark, tokenizer.token_to_id(mark))]
    )
    return tokenizer


def llama2() -> Tokenizer:
    """Trained with words apart, as SentencePiece does; used without."""
    tokenizer = pieces(True)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer = train(tokenizer, False, ["<unk>", "<s>", "</s>"])
    state = json.loads(tokenizer.to_str())
    state["pre_tokenizer"] = None
    tokenizer = Tokenizer.from_str(json.dumps(state))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(LLAMA_DECODER)
    return bos(tokenizer, "<s>")


def metaspace(scheme: str, split_: bool) -> Tokenizer:
    tokenizer = pieces(True)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme, split=True)
    tokenizer = train(tokenizer, False, ["<unk>", "<s>", "</s>"])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme, split=split_)
    tokenizer.decoder = decoders.Sequence(LLAMA_DECODER)
    tokenizer.add_tokens([AddedToken("foo", normalized=True)])
    return bos(tokenizer, "<s>")


def gemma() -> Tokenizer:
    tokenizer = pieces(True)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    runs = ["\n" * n for n in range(2, 6)] + ["▁" * n for n in range(2, 6)] + ["<table>", "</table>", "<td>"]
    tokenizer = train(tokenizer, False, ["<pad>", "<eos>", "<bos>", "<unk>", *runs], VOCABULARY + 12)
    state = json.loads(tokenizer.to_str())
    for token in state["added_tokens"]:
        token["special"] = token["content"] not in runs
        token["normalized"] = False
    tokenizer = Tokenizer.from_str(json.dumps(state))
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    return bos(tokenizer, "<bos>")


MADE = {
    "gpt2": (gpt2, {"bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>", "add_bos_token": False}),
    "gpt-neox": (gpt_neox, {"bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>"}),
    "smollm": (smollm, {"bos_token": "<|im_start|>", "eos_token": {"content": "<|im_end|>"}}),
    "prefixed": (prefixed, {}),
    "llama3": (llama3, {"bos_token": "<|begin_of_text|>", "eos_token": "<|endoftext|>"}),
    "qwen": (qwen, {"bos_token": None, "eos_token": "<|im_end|>"}),
    "llama2": (llama2, {"bos_token": "<s>", "eos_token": "</s>"}),
    "metaspace-first": (lambda: metaspace("first", False), {"bos_token": "<s>", "eos_token": "</s>"}),
    "metaspace-always": (lambda: metaspace("always", True), {"bos_token": "<s>", "eos_token": "</s>"}),
    "gemma": (gemma, {"bos_token": "<bos>", "eos_token": "<eos>"}),
}


def texts() -> list[str]:
    draw = random.Random(SEED)
    return TEXTS + ["".join(draw.choice(ALPHABET) for _ in range(draw.randint(1, 60))) for _ in range(60)]


CUT = ["", " ", "a b  c", "  aB12 CD3  ", "12 34", "AbAB  x9", "\n\n A1\t²٣", "f(a, b): --x!", "é ÉÀ  日本 7"]


def splits() -> list:
    """Every way to cut at a pattern: what comes out of each text."""
    ways = [
        {"type": "Split", "pattern": pattern, "behavior": behavior, "invert": invert}
        for pattern in ({"String": " "}, {"Regex": r"\d+"}, {"Regex": "[A-Z]"}, {"Regex": r"\s?\p{L}+|ab"})
        for behavior in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")
        for invert in (False, True)
    ]
    ways += [{"type": "Digits", "individual_digits": each} for each in (False, True)]
    ways += [{"type": "Punctuation", "behavior": each} for each in ("Isolated", "Contiguous", "MergedWithPrevious")]
    made = []
    for way in ways:
        state = json.loads(Tokenizer(models.BPE()).to_str())
        state["pre_tokenizer"] = way
        pre = Tokenizer.from_str(json.dumps(state)).pre_tokenizer
        made.append({"way": way, "pieces": [[piece for piece, _ in pre.pre_tokenize_str(text)] for text in CUT]})
    return made


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "texts.json").write_text(json.dumps(texts(), ensure_ascii=True, indent=0) + "\n", encoding="utf8")
    (OUT / "splits.json").write_text(
        json.dumps({"texts": CUT, "ways": splits()}, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf8"
    )
    for name, (make, config) in MADE.items():
        tokenizer = make()
        ids = {}
        for kind, encode_specials in (("text", True), ("marks", False)):
            tokenizer.encode_special_tokens = encode_specials
            ids[kind] = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts()]
        tokenizer.encode_special_tokens = False
        made = {"by": f"tokenizers {tokenizers.__version__}", "config": config, "tokenizer": json.loads(tokenizer.to_str())}
        made["ids"] = ids
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf8")
        print(name, tokenizer.get_vocab_size(), len(text))


main()
