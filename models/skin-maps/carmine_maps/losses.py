"""Losses of MapNet (skin.md 5.3): L1 on log pigments, BCE and Dice on marks. Every texel's truth is known, so re-rendering
the picture would add nothing."""

import torch
from torch.nn import functional as F

#: A plain map's error that weighs as much as another's: melanin OD, ln blood, ln shade.
UNIT = (0.2, 0.25, 0.25)
#: Specular share from which a texel shines (skin.md 6).
SHINES = 0.08
MARKS = {"line": 4, "spot": 5, "blemish": 6}
PORE, SPECULAR = 7, 3
#: Marks are a hundredth of the skin.
POSITIVE = 4.0


def _mean(values, mask):
    return (values * mask).sum() / mask.sum().clamp(min=1)


def _dice(p, t, mask):
    """1 - soft Dice over a batch."""
    p, t = p * mask, t * mask
    return 1 - (2 * (p * t).sum() + 20) / (p.sum() + t.sum() + 20)


def loss(logits, truth, mask) -> tuple[torch.Tensor, dict[str, float]]:
    """logits and truth [n, 8, s, s], mask [n, 1, s, s]. The sum, and each part by name."""
    parts = {}
    for k, name in enumerate(("melanin", "blood", "shade")):
        error = (logits[:, k : k + 1] - truth[:, k : k + 1]) / UNIT[k]
        parts[name] = _mean(F.smooth_l1_loss(error, torch.zeros_like(error), reduction="none", beta=0.5), mask)
    gloss, seen = torch.sigmoid(logits[:, SPECULAR : SPECULAR + 1]), truth[:, SPECULAR : SPECULAR + 1]
    parts["specular"] = _mean((gloss - seen).abs(), mask) / 0.05
    parts["shines"] = 0.5 * _dice(torch.sigmoid((gloss - SHINES) / 0.02), (seen > SHINES).float(), mask)
    for name, k in MARKS.items():
        x, t = logits[:, k : k + 1], truth[:, k : k + 1]
        bce = F.binary_cross_entropy_with_logits(x, t, reduction="none", pos_weight=torch.tensor(POSITIVE))
        parts[name] = 2 * _mean(bce, mask) + _dice(torch.sigmoid(x), t, mask)
    parts["pore"] = _mean((torch.sigmoid(logits[:, PORE:]) - truth[:, PORE:]).abs(), mask) / 0.15
    return sum(parts.values()), {k: float(v.detach()) for k, v in parts.items()}
