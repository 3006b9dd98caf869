"""Small files in every published layout of dictionaries, and what they compute, for test/lens/dictionary.

    python scripts/dictionaries/make.py test/lens/dictionary/data

Needs numpy, torch, safetensors, pyyaml. Files are laid out as the tools' own code lays them out; activations are computed here from the
definitions of the papers and tools (float64), without this package and without the tools. Deterministic: same versions, same bytes, but
for the two files of PyTorch's older layout, which names storages by their addresses (zip archives and gzip carry no clock).
"""

import gzip, io, json, pickle, shutil, struct, sys, types, zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
import yaml
from safetensors.torch import save_file

OUT = Path(sys.argv[1])
ROWS, D, F = 4, 6, 12
goldens = {}


def rng(name):
    return np.random.default_rng(list(name.encode()))


def draw(name, *shape, scale=0.5):
    return torch.tensor(rng(name).normal(0, scale, shape), dtype=torch.float32)


def inputs(width=D, name="x"):
    return draw(name, ROWS, width, scale=1.5)


def golden(case, **tensors):
    goldens[case] = {
        key: {"shape": list(np.shape(value)), "data": [float(f"{v:.7g}") for v in np.asarray(value, dtype=np.float64).ravel()]}
        for key, value in tensors.items()
    }


def put(folder, config, tensors, config_name="cfg.json", weights="sae_weights.safetensors"):
    path = OUT / folder
    path.mkdir(parents=True, exist_ok=True)
    if config is not None:
        text = yaml.safe_dump(config) if config_name.endswith("yaml") else json.dumps(config)
        (path / config_name).write_text(text)
    if tensors is not None:
        save_file({k: v.contiguous() for k, v in tensors.items()}, path / weights)
    return path


def relu(p):
    return np.maximum(p, 0)


def jump(p, theta):
    return np.where((p > theta) & (p > 0), p, 0)


def topk(p, k, clip=True):
    out = np.zeros_like(p)
    for row in range(len(p)):
        for i in sorted(range(p.shape[1]), key=lambda i: -p[row, i])[:k]:
            out[row, i] = max(p[row, i], 0) if clip else p[row, i]
    return out


def f64(t):
    return t.detach().to(torch.float64).numpy()


def weights(case, d_in=D, d_out=D, features=F):
    return {
        "W_enc": draw(case + " enc", d_in, features),
        "b_enc": draw(case + " b_enc", features, scale=0.2),
        "W_dec": draw(case + " dec", features, d_out),
        "b_dec": draw(case + " b_dec", d_out, scale=0.2),
    }


def saelens():
    def v6(architecture, transcoder=False, **more):
        metadata = {"model_name": "tiny", "hook_name": "blocks.1.hook_resid_post", "hook_head_index": None, "prepend_bos": True,
                    "sae_lens_version": "6.12.0", "sae_lens_training_version": "6.12.0"}
        if transcoder:
            metadata |= {"hook_name": "blocks.1.ln2.hook_normalized", "hook_name_out": "blocks.1.hook_mlp_out"}
        metadata |= more.pop("metadata", {})
        return {"d_in": D, "d_sae": F, "dtype": "float32", "device": "cpu", "apply_b_dec_to_input": not transcoder,
                "normalize_activations": "none", "reshape_activations": "none", "metadata": metadata, "architecture": architecture, **more}

    def run(case, config, w, act, x=None, z_to_dec=lambda z: z, back=None, sub=True, scaled=None, skip=None, x_raw=None):
        put(f"saelens/{case}", config, w)
        x = inputs(config["d_in"]) if x is None else x
        a = f64(x) if scaled is None else scaled(f64(x))
        w64 = {k: f64(v) for k, v in w.items()}
        z = act(a - (w64["b_dec"] if sub else 0), w64)
        y = z_to_dec(z) @ w64["W_dec"] + w64["b_dec"]
        if back is not None:
            y = back(f64(x), y)
        if skip:
            y = y + f64(x) @ w64["W_skip"].T
        golden(f"saelens/{case}", x=x, z=z, y=y)

    plain = lambda a, w: relu(a @ w["W_enc"] + w["b_enc"])
    theta = lambda case: draw(case + " theta", F, scale=0.4).abs()
    run("standard", v6("standard", metadata={"model_from_pretrained_kwargs": {"center_writing_weights": True}}), weights("s"), plain)
    save_file({"sparsity": draw("sparsity", F) - 3}, OUT / "saelens/standard/sparsity.safetensors")
    run("no-input-bias", v6("standard", apply_b_dec_to_input=False), weights("n"), plain, sub=False)
    g = {k: v for k, v in weights("g").items() if k != "b_enc"} | {"b_gate": draw("b_gate", F, scale=.3), "b_mag": draw("b_mag", F, scale=.3), "r_mag": draw("r_mag", F, scale=.4)}
    run("gated", v6("gated"), g, lambda a, w: ((a @ w["W_enc"] + w["b_gate"]) > 0) * relu(a @ (w["W_enc"] * np.exp(w["r_mag"])) + w["b_mag"]))
    half = {k: v.to(torch.bfloat16) for k, v in (weights("j") | {"threshold": theta("j")}).items()}
    run("jumprelu-bf16", v6("jumprelu", dtype="bfloat16"), half, lambda a, w: jump(a @ w["W_enc"] + w["b_enc"], w["threshold"]))
    run("topk", v6("topk", k=3, rescale_acts_by_decoder_norm=False), weights("k"), lambda a, w: topk(a @ w["W_enc"] + w["b_enc"], 3))
    wr = weights("kr")
    norms = np.linalg.norm(f64(wr["W_dec"]), axis=1)
    run("topk-rescaled", v6("topk", k=3, rescale_acts_by_decoder_norm=True), wr,
        lambda a, w: topk((a @ w["W_enc"] + w["b_enc"]) * norms, 3), z_to_dec=lambda z: z / norms)
    t = lambda case, **k: {**weights(case, D, 8), **k}
    run("transcoder", v6("transcoder", True, d_out=8), t("t"), plain, sub=False)
    run("skip_transcoder", v6("skip_transcoder", True, d_out=8), t("st", W_skip=draw("skip", 8, D)), plain, sub=False, skip=True)
    run("jumprelu_transcoder", v6("jumprelu_transcoder", True, d_out=8), t("jt", threshold=theta("jt")),
        lambda a, w: jump(a @ w["W_enc"] + w["b_enc"], w["threshold"]), sub=False)
    run("jumprelu_skip_transcoder", v6("jumprelu_skip_transcoder", True, d_out=8), t("js", threshold=theta("js"), W_skip=draw("skip2", 8, D)),
        lambda a, w: jump(a @ w["W_enc"] + w["b_enc"], w["threshold"]), sub=False, skip=True)
    run("hook_z", v6("standard", reshape_activations="hook_z", metadata={"hook_name": "blocks.1.attn.hook_z"}), weights("z"), plain)
    norm = lambda x: np.linalg.norm(x, axis=1, keepdims=True)
    run("constant_norm", v6("standard", normalize_activations="constant_norm_rescale"), weights("cn"), plain,
        scaled=lambda x: x * np.sqrt(D) / norm(x), back=lambda x, y: y * norm(x) / np.sqrt(D))
    mu, sd = (lambda x: x.mean(1, keepdims=True)), (lambda x: x.std(1, ddof=1, keepdims=True))
    run("layer_norm", v6("standard", normalize_activations="layer_norm"), weights("ln"), plain,
        scaled=lambda x: (x - mu(x)) / (sd(x) + 1e-5), back=lambda x, y: y * sd(x) + mu(x))
    # Before 6.0: flat, with older names.
    old = lambda **k: {"d_in": D, "d_sae": F, "dtype": "torch.float32", "device": "cuda", "model_name": "tiny", "hook_point": "blocks.2.hook_resid_pre",
                       "hook_point_layer": 2, "hook_point_head_index": None, "activation_fn_str": "relu", "context_size": 64, **k}
    run("old-standard", old(), weights("os"), plain)
    scale = 1.7
    run("old-expected-average", old(normalize_activations=True), weights("oa"), plain, scaled=lambda x: x * scale, back=lambda x, y: y / scale)
    run("old-topk", old(activation_fn_str="topk", activation_fn_kwargs={"k": 2}, normalize_activations=None), weights("ok"), lambda a, w: topk(a @ w["W_enc"] + w["b_enc"], 2))
    factor = draw("factor", F, scale=0.2) + 1.5
    run("old-scaling-factor", old(finetuning_scaling_factor=True, hook_name="blocks.2.hook_resid_pre"), weights("of") | {"scaling_factor": factor}, plain, z_to_dec=lambda z: z * f64(factor))
    run("old-ones", old(context_size=128), weights("oo") | {"scaling_factor": torch.ones(F)}, plain)
    run("old-head", old(hook_point="blocks.2.attn.hook_z", hook_point_head_index=1), weights("oh"), plain)


def sparsify():
    cfg = {"activation": "topk", "expansion_factor": 2, "normalize_decoder": True, "num_latents": 0, "k": 4, "multi_topk": False,
           "skip_connection": False, "transcode": False, "d_in": D}
    for case, more in {"layers.2": {}, "layers.1.mlp": {"transcode": True, "skip_connection": True, "num_latents": F}}.items():
        w = {"encoder.weight": draw(case + "e", F, D), "encoder.bias": draw(case + "b", F, scale=.2), "W_dec": draw(case + "d", F, D), "b_dec": draw(case + "c", D, scale=.2)}
        if more:
            w["W_skip"] = draw(case + "s", D, D)
        put(f"sparsify/{case}", cfg | more, w, weights="sae.safetensors")
        x, n = f64(inputs()), {k: f64(v) for k, v in w.items()}
        p = relu((x if more else x - n["b_dec"]) @ n["encoder.weight"].T + n["encoder.bias"])
        z = topk(p, 4)
        golden(f"sparsify/{case}", x=x, z=z, y=z @ n["W_dec"] + n["b_dec"] + (x @ n["W_skip"].T if more else 0))


def circuit_tracer():
    base = {"model_name": "tiny", "model_kind": "transcoder_set", "feature_input_hook": "mlp.hook_in", "feature_output_hook": "mlp.hook_out"}
    for case in ["relu", "jumprelu-skip", "topk"]:
        folder = put(f"circuit-tracer/{case}", base | {"scan": f"tiny/{case}"}, None, "config.yaml")
        for layer in range(2):
            name = f"ct {case} {layer}"
            w = {"W_enc": draw(name + "e", F, D), "W_dec": draw(name + "d", F, D), "b_enc": draw(name + "b", F, scale=.2), "b_dec": draw(name + "c", D, scale=.2)}
            if case == "jumprelu-skip":
                w |= {"activation_function.threshold": draw(name + "t", F).abs(), "W_skip": draw(name + "s", D, D)}
                w = {k: v.to(torch.bfloat16) for k, v in w.items()}
            if case == "topk":
                w["k"] = torch.tensor(3)
            save_file(w, folder / f"layer_{layer}.safetensors")
            x, n = f64(inputs()), {k: f64(v) for k, v in w.items()}
            p = x @ n["W_enc"].T + n["b_enc"]
            z = {"relu": lambda: relu(p), "jumprelu-skip": lambda: p * (p > n["activation_function.threshold"]), "topk": lambda: topk(p, 3, clip=False)}[case]()
            y = z @ n["W_dec"] + n["b_dec"] + (x @ n["W_skip"].T if "W_skip" in n else 0)
            golden(f"circuit-tracer/{case}/{layer}", x=x, z=z, y=y)
    layers = 3
    folder = put("circuit-tracer/clt", base | {"scan": "tiny/clt", "model_kind": "cross_layer_transcoder", "feature_input_hook": "hook_resid_mid", "feature_output_hook": "hook_mlp_out"}, None, "config.yaml")
    zs, decs, bias = [], [], []
    for l in range(layers):
        e = {f"W_enc_{l}": draw(f"clt e{l}", F, D), f"b_enc_{l}": draw(f"clt b{l}", F, scale=.2), f"b_dec_{l}": draw(f"clt c{l}", D, scale=.2), f"threshold_{l}": draw(f"clt t{l}", F).abs()}
        d = {f"W_dec_{l}": draw(f"clt d{l}", F, layers - l, D)}
        save_file(e, folder / f"W_enc_{l}.safetensors")
        save_file(d, folder / f"W_dec_{l}.safetensors")
        p = f64(inputs(name=f"x{l}")) @ f64(e[f"W_enc_{l}"]).T + f64(e[f"b_enc_{l}"])
        zs.append(p * (p > f64(e[f"threshold_{l}"])))
        decs.append(f64(d[f"W_dec_{l}"]))
        bias.append(f64(e[f"b_dec_{l}"]))
    for m in range(layers):
        y = bias[m] + sum(zs[l] @ decs[l][:, m - l, :] for l in range(m + 1))
        golden(f"circuit-tracer/clt/{m}", x=inputs(name=f"x{m}"), z=zs[m], y=y)


def gemma_scope():
    def arrays(case):
        w = weights(case) | {"threshold": draw(case + " theta", F).abs()}
        return {k: v.numpy() for k, v in w.items()}

    def calc(case, n, extra=0):
        x = f64(inputs())
        n = {k: np.asarray(v, dtype=np.float64) for k, v in n.items()}
        z = jump(x @ n.get("W_enc", n.get("w_enc")) + n["b_enc"], n["threshold"])
        golden(case, x=x, z=z, y=z @ n.get("W_dec", n.get("w_dec")) + n["b_dec"] + (x @ n["affine_skip_connection"] if extra else 0))

    path = OUT / "gemma-scope-2b-pt-res/layer_5/width_16k/average_l0_9"
    path.mkdir(parents=True)
    n = arrays("gs1")
    np.savez(path / "params.npz", **n)
    calc("gemma-scope-2b-pt-res", n)
    # Fortran order, halves, doubles, big endian, deflated, and the lower-case names some releases have.
    path = OUT / "gemma-scope-2b-pt-transcoders/layer_7/width_16k/average_l0_9"
    path.mkdir(parents=True)
    n = arrays("gs1t")
    n = {"w_enc": np.asfortranarray(n["W_enc"].astype(np.float16)), "w_dec": np.asfortranarray(n["W_dec"].astype(np.float64)),
         "b_enc": n["b_enc"].astype(">f4"), "b_dec": n["b_dec"].astype("<f8"), "threshold": n["threshold"]}
    np.savez_compressed(path / "params.npz", **n)
    calc("gemma-scope-2b-pt-transcoders", n)
    # zip64: sizes that do not fit stand in the extra field. Python's zipfile writes one for any entry when it is told to.
    zip64 = io.BytesIO()
    np.lib.format.write_array(zip64, np.arange(6, dtype=np.int32).reshape(2, 3))
    (OUT / "npz").mkdir(exist_ok=True)
    write_zip64(OUT / "npz/zip64.npz", "a.npy", zip64.getvalue())
    tensors = lambda n: {k.replace("W_", "w_"): torch.tensor(v) for k, v in n.items()}
    n = arrays("gs2")
    put("gemma-scope-2/resid_post/layer_3_width_16k_l0_small", {"architecture": "jump_relu", "model_name": "gemma-v3-270m", "hf_hook_point_in": "model.layers.3.output"},
        tensors(n), "config.json", "params.safetensors")
    calc("gemma-scope-2/resid_post", n)
    n = arrays("gs2t") | {"affine_skip_connection": draw("affine", D, D).numpy()}
    put("gemma-scope-2/transcoder/layer_4_width_16k_l0_small_affine",
        {"architecture": "jump_relu", "model_name": "gemma-v3-270m", "affine_connection": True, "hf_hook_point_in": "model.layers.4.pre_feedforward_layernorm.output",
         "hf_hook_point_out": "model.layers.4.post_feedforward_layernorm.output"}, tensors(n), "config.json", "params.safetensors")
    calc("gemma-scope-2/transcoder", n, 1)
    layers = 2
    params = []
    for l in range(layers):
        p = {"w_enc": draw(f"gc e{l}", D, F), "b_enc": draw(f"gc b{l}", F, scale=.2), "w_dec": draw(f"gc d{l}", F, layers, D), "b_dec": draw(f"gc c{l}", D, scale=.2),
             "threshold": draw(f"gc t{l}", F).abs(), "affine_skip_connection": draw(f"gc s{l}", D, D)}
        put("gemma-scope-2/clt/width_262k_l0_small", None, p, weights=f"params_layer_{l}.safetensors")
        params.append({k: f64(v) for k, v in p.items()})
    xs = [f64(inputs(name=f"x{l}")) for l in range(layers)]
    zs = [jump(x @ p["w_enc"] + p["b_enc"], p["threshold"]) for x, p in zip(xs, params)]
    for m in range(layers):
        y = params[m]["b_dec"] + sum(zs[l] @ params[l]["w_dec"][:, m, :] for l in range(m + 1)) + xs[m] @ params[m]["affine_skip_connection"]
        golden(f"gemma-scope-2/clt/{m}", x=xs[m], z=zs[m], y=y)


def write_zip64(path, name, data):
    """One stored entry whose sizes and place are only in zip64 fields, as archives beyond 4 GiB have them."""
    crc, raw = zipfile.crc32(data), name.encode()
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 0, 0, 0x21, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(raw), 20) + raw + struct.pack("<HHQQ", 1, 16, len(data), len(data))
    extra = struct.pack("<HHQQQ", 1, 24, len(data), len(data), 0)
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, 0, 0, 0, 0x21, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(raw), len(extra), 0, 0, 0, 0, 0xFFFFFFFF) + raw + extra
    start = len(local) + len(data)
    end64 = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 1, 1, len(central), start)
    locator = struct.pack("<IIQI", 0x07064B50, 0, start + len(central), 1)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(local + data + central + end64 + locator + end)


def dunefsky():
    module = types.ModuleType("sae_training.config")

    class LanguageModelSAERunnerConfig:
        pass

    LanguageModelSAERunnerConfig.__module__, LanguageModelSAERunnerConfig.__qualname__ = "sae_training.config", "LanguageModelSAERunnerConfig"
    module.LanguageModelSAERunnerConfig = LanguageModelSAERunnerConfig
    sys.modules["sae_training"], sys.modules["sae_training.config"] = types.ModuleType("sae_training"), module
    path = OUT / "dunefsky"
    path.mkdir(parents=True)

    def one(case, save, transcoder=True):
        cfg = LanguageModelSAERunnerConfig()
        cfg.__dict__.update(model_name="gpt2-small", hook_point="blocks.6.ln2.hook_normalized" if transcoder else "blocks.6.hook_mlp_out", hook_point_layer=6,
                            hook_point_head_index=None, d_in=D, d_sae=F, dtype=torch.float32, device=torch.device("cuda"), is_transcoder=transcoder,
                            out_hook_point="blocks.6.hook_mlp_out" if transcoder else None, d_out=8 if transcoder else None, use_ghost_grads=(False,),
                            lr=4e-4, total_training_tokens=60_000_000_000, expansion_factor=2, dead_feature_threshold=1e-8)
        w = weights(case, D, 8 if transcoder else D)
        state = OrderedDict(W_enc=w["W_enc"].T.contiguous().T, b_enc=w["b_enc"], W_dec=w["W_dec"], b_dec=draw(case + " in", D, scale=.3))
        if transcoder:
            state["b_dec_out"] = w["b_dec"]
        state._metadata = OrderedDict([("", {"version": 1})])
        save({"cfg": cfg, "state_dict": state})
        x, n = f64(inputs()), {k: f64(v) for k, v in state.items()}
        z = relu((x - n["b_dec"]) @ n["W_enc"] + n["b_enc"])
        golden(f"dunefsky/{case}", x=x, z=z, y=z @ n["W_dec"] + n["b_dec_out" if transcoder else "b_dec"])

    one("transcoder", lambda v: torch.save(v, path / "transcoder.pt"))
    one("legacy", lambda v: torch.save(v, path / "legacy.pt", _use_new_zipfile_serialization=False))
    one("sae", lambda v: torch.save(v, path / "sae.pt"), False)

    def dumped(value):
        with open(path / "dumped.pkl.gz", "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as f:
            pickle.dump(value, f)

    one("dumped", dumped)


def codebooks():
    def layer_norm(x, w, b):
        return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) * w + b

    def snap(x, state, prefix, k, euclidean):
        c, w, b = (f64(state[prefix + n]) for n in ["codebook.weight", "ln.weight", "ln.bias"])
        h = layer_norm(x, w, b)
        sim = -np.linalg.norm(h[:, None] - c[None], axis=2) if euclidean else h @ c.T / np.linalg.norm(c, axis=1)
        ids = np.argsort(-sim, axis=1, kind="stable")[:, :k]
        return ids, c[ids].mean(1)

    codes, heads = 12, 2

    def codebook(state, prefix, width, groups=None):
        for p in [prefix] if groups is None else [f"{prefix}codebook.{g}." for g in range(groups)]:
            w = width if groups is None else width // groups
            state[p + "codebook.weight"] = draw(p, codes, w, scale=1)
            state[p + "ln.weight"] = draw(p + "w", w, scale=.1) + 1
            state[p + "ln.bias"] = draw(p + "b", w, scale=.1)

    def checkpoint(case, config, places):
        """places: at -> (module within the layer, groups, base tensors kept in module_layer)."""
        state = OrderedDict()
        state["model.gpt_neox.embed_in.weight"] = draw(case + "embed", 5, D)
        for layer in range(2):
            block = f"model.gpt_neox.layers.{layer}."
            for at, (module, groups, inner) in places.items():
                for name in inner:
                    state[f"{block}{module}{name}"] = draw(f"{case}{layer}{name}", 3, D)
                codebook(state, f"{block}{module}codebook_layer.", D, groups)
        path = OUT / f"codebook-features/{case}"
        path.mkdir(parents=True)
        (path / "config.json").write_text(json.dumps({"model_type": "codebook", "layers_to_snap": [0, 1], "loss": "aeloss", "similarity_metric": "inner_product", **config}))
        torch.save(state, path / "pytorch_model.bin")
        ks = config["k_codebook"] if isinstance(config["k_codebook"], list) else [config["k_codebook"]] * len(places)
        for (at, (module, groups, _)), k in zip(places.items(), ks):
            x = f64(inputs())
            for layer in range(2):
                prefix = f"model.gpt_neox.layers.{layer}.{module}codebook_layer."
                parts = [prefix] if groups is None else [f"{prefix}codebook.{g}." for g in range(groups)]
                chunks = np.split(x, len(parts), axis=1)
                found = [snap(c, state, p, k, config.get("similarity_metric") == "euclidean") for c, p in zip(chunks, parts)]
                golden(f"codebook-features/{case}/{at}/{layer}", x=x, ids=np.stack([i for i, _ in found], 1), y=np.concatenate([y for _, y in found], 1))

    checkpoint("vanilla", {"codebook_at": ["mlp"], "codebook_type": ["vanilla"], "num_codes": codes, "num_codebooks": [1], "k_codebook": [1]},
               {"mlp": ("mlp.", None, ["module_layer.dense_h_to_4h.weight"])})
    checkpoint("heads-and-mlp", {"codebook_at": ["mlp", "attn_preproj"], "codebook_type": ["vanilla", "group"], "num_codes": [codes, codes], "num_codebooks": [1, -1], "k_codebook": [3, 2]},
               {"mlp": ("mlp.", None, ["module_layer.dense_h_to_4h.weight"]), "attn_preproj": ("attention.", heads, ["dense.weight"])})
    checkpoint("grouped-euclidean", {"codebook_at": "attn", "codebook_type": "group", "num_codes": codes, "num_codebooks": 3, "k_codebook": 2, "similarity_metric": "euclidean"},
               {"attn": ("attention.", 3, ["module_layer.dense.weight"])})
    checkpoint("nested", {"codebook_at": ["mlp", "transformer_block"], "codebook_type": "vanilla", "num_codes": codes, "num_codebooks": 1, "k_codebook": 1},
               {"mlp": ("module_layer.mlp.", None, ["module_layer.dense_h_to_4h.weight"]), "transformer_block": ("", None, ["module_layer.input_layernorm.weight"])})


def records():
    path = OUT / "records"
    path.mkdir(parents=True)
    tokens, values = ["def", " f", "(", "x", "):"], [0, 0.5, 0, 2.25, 0]
    feature = {"modelId": "gpt2-small", "layer": "6-res-jb", "index": "650", "maxActApprox": 2.25, "frac_nonzero": 0.0125, "pos_str": [" x", " y"], "pos_values": [1.5, 1.25],
               "neg_str": [" the"], "neg_values": [-0.75], "freq_hist_data_bar_heights": [3, 1], "freq_hist_data_bar_values": [0.5, 1.5],
               "logits_hist_data_bar_heights": [10, 2], "logits_hist_data_bar_values": [-0.5, 0.5], "explanations": [{"description": "parameters", "typeName": "oai_token-act-pair"}],
               "activations": [{"tokens": tokens, "values": values, "maxValue": 2.25, "maxValueTokenIndex": 3, "minValue": 0, "binMin": -1, "binMax": -1, "binContains": -1},
                               {"tokens": tokens, "values": [0, 1.5, 0, 0, 0], "maxValue": 1.5, "maxValueTokenIndex": 1, "minValue": 0, "binMin": 1, "binMax": 2, "binContains": 0.25}]}
    (path / "neuronpedia.json").write_text(json.dumps(feature))
    batch = {"model_id": "gpt2-small", "layer": 6, "sae_set": "res-jb", "sae_id_suffix": None, "features": [
        {"feature_index": 3, "frac_nonzero": 0.5, "pos_str": [], "pos_values": [], "neg_str": [], "neg_values": [],
         "activations": [{"bin_min": 0, "bin_max": 1, "bin_contains": 0.5, "tokens": tokens, "values": values, "qualifying_token_index": 3}]}]}
    (path / "batch-0.json").write_text(json.dumps(batch))
    page = lambda i: {"transcoder_id": "tiny", "index": i, "examples_quantiles": [{"quantile_name": "Top activations", "examples": [
        {"tokens": tokens, "tokens_acts_list": values, "train_token_ind": 3, "is_repeated_datapoint": False}]}],
        "top_logits": [" x"], "bottom_logits": [" the"], "act_min": 0.0, "act_max": 2.25, "quantile_values": [0, 1, 2], "histogram": [3, 1], "activation_frequency": 0.0125}
    offsets, body = [0], b""
    for i, pack in enumerate([lambda b: gzip.compress(b, mtime=0), __import__("zlib").compress]):
        packed = pack(json.dumps(page(i)).encode())
        body += struct.pack("<I", len(packed)) + packed
        offsets.append(len(body))
    (path / "features").mkdir()
    (path / "features/layer_0.bin").write_bytes(body)
    (path / "features/index.json.gz").write_bytes(gzip.compress(json.dumps([{"filename": "layer_0.bin", "offsets": offsets}]).encode(), mtime=0))


if OUT.exists():
    shutil.rmtree(OUT)
saelens()
sparsify()
circuit_tracer()
gemma_scope()
dunefsky()
codebooks()
records()
(OUT / "goldens.json").write_text(json.dumps(goldens, separators=(",", ":")))
