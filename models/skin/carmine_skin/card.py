"""Writes the figures of weights/colournet.json into CARD.md, so that the card cannot lag behind the weights."""

import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
TARGETS = {
    "C1 both eyes seen": "3.2 (p90 6.0)",
    "C3 NIST people": "3.0, ITA 7 deg",
    "baseline: cheek sRGB read literally": "paper 9.5 (other tones)",
    "baseline: mean skin": "paper 11.6",
    "C2 grey card": "2.5",
    "C2 colour card": "2.5",
    "C1 no sclera": "paper 4.4 (+lips)",
    "C1 cheeks only": "paper 5.7",
}


def table(meta: dict) -> str:
    s = meta["simulated"]
    rows = ["| Set | mean | median | p90 | MAE L a b | ITA MAE | cover90 % | abstain % | target or paper |", "|---|---|---|---|---|---|---|---|---|"]
    f = lambda v, n=1: "" if v is None else f"{v:.{n}f}"  # noqa: E731
    for name, r in s.items():
        if name in ("MST", "light head"):
            continue
        mae = " ".join(f(r[k]) for k in ("maeL", "maeA", "maeB")) if "maeL" in r else ""
        rows.append(f"| {name} | {f(r['mean'], 2)} | {f(r.get('median'), 2)} | {f(r.get('p90'))} | {mae} | {f(r.get('maeIta'))} | {f(r.get('cover90'))} | {f(r.get('abstain'))} | {TARGETS.get(name, '')} |")
    m, light = s["MST"], s["light head"]
    rows += [
        "",
        f"Monk scale, ranked probability score (lower is better): ordinal head {m['rps_head']}, integrated posterior {m['rps_posterior']}; within one step {m['within1_head']:.0f} and {m['within1_posterior']:.0f} %.",
        f"Light head: exposure {light['exposure_EV_mae']} EV, ln R/G {light['lnRG_mae']}, ln B/G {light['lnBG_mae']} mean absolute error.",
        f"File: {meta['bytes']} bytes, sha256 `{meta['sha256'][:16]}...`; {meta['training']['people']} people x {meta['training']['shots']} captures, {meta['training']['epochs']} epochs, {meta['members']} member(s).",
    ]
    return "\n".join(rows)


def main():
    path = HERE / "CARD.md"
    meta = json.loads((HERE / "weights/colournet.json").read_text())
    block = f"<!-- figures: written by carmine_skin/card.py -->\n\n{table(meta)}\n\n<!-- end -->"
    path.write_text(re.sub(r"<!-- figures.*?<!-- end -->", lambda _: block, path.read_text(), flags=re.S))


if __name__ == "__main__":
    main()
