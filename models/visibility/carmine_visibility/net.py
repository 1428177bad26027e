"""VisibilityNet: a small U-shaped net of depthwise-separable blocks, 128 x 128 colours and a 64 x 64 prior to 128 x 128 logits.

Run again in packages/parsing/src/visibility/net.ts. Zero padding of one at every 3 x 3; stride 2 takes the even rows and
columns. Batch norm follows every pointwise product and is folded on export.
"""

import torch
from torch import nn
from torch.nn import functional as F

# (name, in, out, stride). Order is the order in the weight file. Equal in and out: the input is added to the output.
SEPARABLE = [
    ("down1", 16, 32, 2), ("mid1", 32, 32, 1),
    ("down2", 32, 64, 2), ("mid2a", 64, 64, 1), ("mid2b", 64, 64, 1),
    ("down3", 64, 96, 2), ("deep1", 96, 96, 1), ("deep2", 96, 96, 1), ("deep3", 96, 96, 1),
    ("up2", 64, 64, 1), ("up1", 32, 32, 1), ("up0", 16, 16, 1),
]
POINTWISE = [("context", 96, 96), ("join2", 96, 64), ("join1", 64, 32), ("join0", 32, 16), ("head", 16, 4)]
STEM = 16
NORM_EPS = 1e-3
LUMA = (0.2126, 0.7152, 0.0722)


def normalise(rgb, prior):
    """Colours 0..1 [N,3,128,128] against the face's own skin: one robust mean over the oval, one spread of luma.
    Mirrored in normalise.ts."""
    oval = F.interpolate(prior[:, :1], scale_factor=2, mode="nearest")
    weigh = torch.tensor(LUMA, device=rgb.device)[:, None, None]
    luma = lambda c: (c * weigh).sum(1, keepdim=True)
    total = lambda m: m.sum((2, 3), keepdim=True)
    area = total(oval).clamp(min=1)
    mean = total(rgb * oval) / area
    spread = total(luma(rgb - mean).abs() * oval) / area + 0.02
    trust = oval / (1 + ((rgb - mean) ** 2).sum(1, keepdim=True) / (4 * spread * spread))
    area = total(trust).clamp(min=1e-3)
    mean = total(rgb * trust) / area
    spread = (total(luma(rgb - mean) ** 2 * trust) / area).sqrt() + 0.03
    return ((rgb - mean) / (2 * spread)).clamp(-4, 4)


class Separable(nn.Module):
    def __init__(self, cin, cout, stride):
        super().__init__()
        self.depth = nn.Conv2d(cin, cin, 3, stride, 1, groups=cin, bias=False)
        self.point = nn.Conv2d(cin, cout, 1, bias=False)
        self.norm = nn.BatchNorm2d(cout, eps=NORM_EPS, momentum=0.03)
        self.adds = cin == cout and stride == 1
        nn.init.kaiming_normal_(self.point.weight, nonlinearity="relu")
        with torch.no_grad():
            self.depth.weight.normal_(0, 0.15)
            self.depth.weight[:, 0, 1, 1] += 0.7

    def forward(self, x):
        y = F.relu(self.norm(self.point(self.depth(x))))
        return x + y if self.adds else y


class VisibilityNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, STEM, 3, 2, 1, bias=False)
        self.prior = nn.Conv2d(4, STEM, 1, bias=False)
        self.stem_norm = nn.BatchNorm2d(STEM, eps=NORM_EPS, momentum=0.03)
        self.blocks = nn.ModuleDict({name: Separable(*shape) for name, *shape in SEPARABLE})
        self.lines = nn.ModuleDict({name: nn.Conv2d(cin, cout, 1) for name, cin, cout in POINTWISE})

    def forward(self, x, prior):
        """Logits [N,1,128,128] (above 0: seen) of normalised colours and a 0/1 prior [N,4,64,64]."""
        run, line = self.blocks, self.lines
        twice = lambda y: F.interpolate(y, scale_factor=2, mode="nearest")
        a = F.relu(self.stem_norm(self.stem(x) + self.prior(prior)))
        b = run["mid1"](run["down1"](a))
        c = run["mid2b"](run["mid2a"](run["down2"](b)))
        d = run["deep1"](run["down3"](c))
        d = d + F.relu(line["context"](d.mean((2, 3), keepdim=True)))
        d = run["deep3"](run["deep2"](d))
        c = run["up2"](c + twice(line["join2"](d)))
        b = run["up1"](b + twice(line["join1"](c)))
        a = run["up0"](a + twice(line["join0"](b)))
        return F.pixel_shuffle(line["head"](a), 2)
