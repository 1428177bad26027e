"""Writes the tables of CARD.md, between its markers, from weights/mapnet.json: `python -m carmine_maps.card`."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ("melanin", "melanin at 0.5 mm", "blood", "blood at 1.2 mm", "shade", "specular", "line", "spot", "blemish")


def table(recipe: dict) -> str:
    """One line a slice: net, and the filters in brackets."""
    lines = ["| Slice | n | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 2) + "|"]
    for name, ours in recipe["net"].items():
        if name == "thresholds":
            continue
        cells = [f"{ours[c]:.2f} ({recipe['filters'][name][c]:.2f})" for c in COLUMNS]
        lines.append(f"| {name} | {ours['n']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    path = ROOT / "CARD.md"
    figures = json.loads((ROOT / "weights/mapnet.json").read_text())["simulated"]
    text = path.read_text()
    for recipe, values in figures.items():
        begin, end = f"<!-- {recipe} -->", f"<!-- end {recipe} -->"
        text = re.sub(f"{begin}.*?{end}", f"{begin}\n\n{table(values)}\n\n{end}", text, flags=re.S)
    path.write_text(text)


if __name__ == "__main__":
    main()
