"""Files written by this package are read back by the loaders of the tools they are for.

    npm run build -- --no-types
    python -m venv /somewhere && pip install sae-lens circuit-tracer
    /somewhere/bin/python scripts/dictionaries/check.py

Writes the dictionaries of test/lens/dictionary/data anew (scripts/dictionaries/write.mjs), loads them with SAELens and circuit-tracer,
and compares what their own code computes with the goldens of make.py. Exits with 1 where anything differs by more than 1e-4.
"""

import json, logging, subprocess, sys, tempfile, warnings
from pathlib import Path

import torch
import yaml

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "test/lens/dictionary/data"
goldens = json.loads((DATA / "goldens.json").read_text())
failed = 0


def tensor(case, name):
    entry = goldens[case][name]
    return torch.tensor(entry["data"], dtype=torch.float32).reshape(entry["shape"])


def compare(label, case, z, y):
    global failed
    dz = (z.float() - tensor(case, "z")).abs().max().item()
    dy = (y.float() - tensor(case, "y")).abs().max().item()
    good = dz < 1e-4 and dy < 1e-4
    failed += not good
    print(f"{'ok  ' if good else 'FAIL'} {label:58s} activations {dz:.1e}  reconstruction {dy:.1e}")


with tempfile.TemporaryDirectory() as name:
    out = Path(name)
    subprocess.run(["node", ROOT / "scripts/dictionaries/write.mjs", DATA, out], check=True)

    import sae_lens
    from sae_lens import SAE

    print(f"SAELens {sae_lens.__version__}")
    for folder in sorted((out / "saelens").iterdir()):
        case = (folder / "case.txt").read_text()
        sae = SAE.load_from_disk(folder, device="cpu")
        x = tensor(case, "x")
        if sae.cfg.reshape_activations == "hook_z":
            x = x.reshape(len(x), 2, -1)
        with torch.no_grad():
            y = sae(x)
            z = sae.encode(x)
        compare(f"{type(sae).__name__:24s} {case}", case, z, y.reshape(len(x), -1))

    # The files of make.py themselves: what they compute in the tool they are laid out for is what make.py says.
    for folder in sorted((DATA / "saelens").iterdir()):
        case = f"saelens/{folder.name}"
        # The two whose scale the tool takes from elsewhere, or no longer reads.
        if folder.name in ("old-expected-average", "old-scaling-factor"):
            continue
        sae = SAE.load_from_disk(folder, device="cpu", dtype="float32")
        x = tensor(case, "x")
        if sae.cfg.reshape_activations == "hook_z":
            x = x.reshape(len(x), 1, -1)
        with torch.no_grad():
            compare(f"{type(sae).__name__:24s} {case} as made", case, sae.encode(x), sae(x).reshape(len(x), -1))

    from importlib.metadata import version

    from circuit_tracer.transcoder.cross_layer_transcoder import load_clt
    from circuit_tracer.transcoder.single_layer_transcoder import load_transcoder_set

    print(f"circuit-tracer {version('circuit-tracer')}")
    cpu = torch.device("cpu")
    for kind, where in [(kind, where) for kind in ["relu", "jumprelu-skip"] for where in [out, DATA]]:
        folder = where / "circuit-tracer" / kind
        config = yaml.safe_load((folder / "config.yaml").read_text())
        for lazy in [False, True]:
            loaded = load_transcoder_set({l: str(folder / f"layer_{l}.safetensors") for l in range(2)}, config["scan"],
                                         config["feature_input_hook"], config["feature_output_hook"], device=cpu, dtype=torch.float32, lazy_encoder=lazy, lazy_decoder=lazy)
            for layer, transcoder in enumerate(loaded):
                case = f"circuit-tracer/{kind}/{layer}"
                with torch.no_grad():
                    x = tensor(case, "x")
                    z = transcoder.encode(x)
                    compare(f"{type(transcoder).__name__:24s} {case}{' lazy' if lazy else ''}{' as made' if where == DATA else ''}", case, z, transcoder.decode(z, x))
    for where in [out, DATA]:
        clt = load_clt(str(where / "circuit-tracer/clt"), device=cpu, dtype=torch.float32, lazy_decoder=False)
        with torch.no_grad():
            x = torch.stack([tensor(f"circuit-tracer/clt/{l}", "x") for l in range(3)])
            z = clt.encode(x)
            y = clt.decode(z.to_sparse(), x)
        for layer in range(3):
            case = f"circuit-tracer/clt/{layer}"
            compare(f"{type(clt).__name__:24s} {case}{' as made' if where == DATA else ''}", case, z[layer], y[layer])

    print(f"{failed} of them differ" if failed else "all agree")

sys.exit(1 if failed else 0)
