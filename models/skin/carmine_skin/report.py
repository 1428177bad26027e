"""Runs the evaluation on the committed weights and writes EVALUATION.md: C1-C4 with the fairness slices and the baselines, and what
the TypeScript side wrote of photographs (C5, C6). Other parts add a section each: any `evaluation/*.md` is appended as it is."""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from . import color, evaluate, model, stone

HERE = Path(__file__).resolve().parents[1]
HEAD = """# Evaluation of the skin colour

Written by `pnpm skin:eval`: do not edit. Every dE00 here is **simulated** (people, cameras and light families kept from training and
calibration); deep tones are extrapolated from light ones. Photographs carry no colour truth. Targets: issue and skin.md 8.
"""


def committed(weights: Path) -> tuple[model.Ensemble, dict]:
    """The ensemble in the ONNX file, and its description."""
    meta = json.loads((weights / "colournet.json").read_text())
    graph = onnx.load(weights / "colournet.onnx").graph
    arrays = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    members = []
    for m in range(meta["members"]):
        count = sum(1 for k in arrays if k.startswith(f"m{m}l") and k.endswith("_h"))
        members.append([(arrays[f"m{m}l{i}_h"].astype(np.float32), arrays[f"m{m}l{i}_b"]) for i in range(count)])
    return model.Ensemble(members, np.array(meta["mean"], np.float32), np.array(meta["sd"], np.float32)), meta


def _cells(name: str, r: dict, goal: str = "") -> str:
    f = lambda k, n=1: f"{r[k]:.{n}f}" if k in r else ""  # noqa: E731
    mae = " ".join(f(k) for k in ("maeL", "maeA", "maeB")) if "maeL" in r else ""
    return f"| {name} | {f('mean', 2)} | {f('median', 2)} | {f('p90')} | {f('best70', 2)} | {mae} | {f('maeIta')} | {f('cover90')} | {f('abstain')} | {int(r.get('n', 0))} | {goal} |"


COLUMNS = "| Set | mean | median | p90 | surest 70 % | MAE L a b | ITA MAE | cover90 % | abstain % | n | target |\n|---|---|---|---|---|---|---|---|---|---|---|"
GOALS = {
    "C1 both eyes seen": "3.2, p90 6.0 (the ladder of skin.md 4 has the eyes)",
    "C2 grey card": "2.5",
    "C2 colour card": "2.5",
    "C3 NIST people": "3.0, ITA 7",
}


def section(title: str, out: dict, keys) -> list[str]:
    return ["", f"## {title}", "", COLUMNS, *(_cells(k, out[k], GOALS.get(k, "")) for k in keys if k in out)]


def gates(out: dict) -> list[str]:
    """The release gates of skin.md 8, met or not."""
    rows = ["", "## Gates", "", "| Gate | measured | limit | |", "|---|---|---|---|"]

    def add(name: str, value: float, limit: float, digits=2):
        rows.append(f"| {name} | {value:.{digits}f} | {limit:g} | {'met' if value <= limit else '**missed**'} |")

    add("C1 mean, both eyes seen", out["C1 both eyes seen"]["mean"], 3.2)
    add("C1 p90, both eyes seen", out["C1 both eyes seen"]["p90"], 6.0)
    add("C1 mean, whatever was seen", out["C1 all tokens seen or not"]["mean"], 3.2)
    add("C2 grey card", out["C2 grey card"]["mean"], 2.5)
    add("C2 colour card", out["C2 colour card"]["mean"], 2.5)
    add("C3 mean", out["C3 NIST people"]["mean"], 3.0)
    add("C3 ITA, degrees", out["C3 NIST people"]["maeIta"], 7.0, 1)
    for tail, what in (("", "whatever was seen"), (", both eyes seen", "both eyes seen")):
        by = [out[f"C1 ITA {k}{tail}"] for k in color.ITA_CLASSES]
        mean, gone = [r["mean"] for r in by], [r["abstain"] for r in by]
        add(f"worst over best ITA class, {what}", max(mean) / min(mean), 1.25)
        add(f"gap of abstentions, points, {what}", max(gone) - min(gone), 5, 1)
    off = max(abs(out[f"C1 ITA {k}"]["cover90"] - 90) for k in color.ITA_CLASSES)
    add("C4 coverage of r90 off 90 %, worst ITA class, points", off, 3, 1)
    for card in ("grey card", "colour card"):
        off = max(abs(out[f"C2 {card}, ITA {k}"]["cover90"] - 90) for k in color.ITA_CLASSES)
        add(f"C4 with a {card}, worst ITA class, points", off, 3, 1)
    return rows


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--weights", type=Path, default=HERE / "weights")
    ap.add_argument("--photographs", type=Path, help="markdown of photographs/stability.mts")
    ap.add_argument("--stone", type=Path, help="JSON of photographs/read_stone.py")
    ap.add_argument("--recorded", action="store_true", help="take the figures that lie beside the weights instead of measuring")
    a = ap.parse_args()
    e, meta = committed(a.weights)
    out = meta["simulated"] if a.recorded else evaluate.report(e, meta["calibration"])
    text = [HEAD, f"Weights: `{meta['id']}`, {meta['bytes']} bytes, sha256 `{meta['sha256'][:16]}`."]
    text += gates(out)
    of = lambda start: [k for k in out if k.startswith(start)]  # noqa: E731
    text += section("C1, C2, C3", out, [k for k in (*of("C1"), *of("C2"), *of("C3")) if "ITA" not in k and "Monk" not in k])
    text += section("Slices", out, [k for k in (*of("C1 ITA"), *of("C1 Monk"), *of("light:"), "two measured cameras", *of("wild"))])
    if a.stone and a.stone.exists():
        r = stone.row(a.stone)
        out[f"baseline: {r.pop('name')}"] = r
    bases = of("baseline")
    text += ["", "## Baselines, on captures of the C1 recipe", "", f"| Method | mean | median | p90 | ITA MAE | {' | '.join(color.ITA_CLASSES)} |", "|" + "---|" * 11]
    for k in ("C1 all tokens seen or not", *bases):
        r = out[k]
        by = [r.get(c, out.get(f"C1 ITA {c}", {}).get("mean")) for c in color.ITA_CLASSES]
        text.append(f"| {'ColourNet, whatever was seen' if k.startswith('C1') else k[10:]} | {r['mean']:.2f} | {r['median']:.2f} | {r['p90']:.1f} | {r['maeIta']:.1f} | {' | '.join(f'{x:.1f}' for x in by)} |")
    if a.photographs and a.photographs.exists():
        text += ["", "## Photographs: C5, C6", "", a.photographs.read_text().strip()]
    for extra in sorted((HERE / "evaluation").glob("*.md")):
        text += ["", extra.read_text().strip()]
    result = "\n".join(text) + "\n"
    (HERE / "EVALUATION.md").write_text(result)
    print(result)


if __name__ == "__main__":
    main()
