"""MapNet: [n, 7, s, s] planes -> [n, 8, s, s] maps; s a multiple of 16. Pixel-unshuffle as a strided convolution, a
24-40-64-96 depthwise U-net with added skips, pixel-shuffle (skin.md 5.2). Normalisation is folded on export."""

import torch
from torch import nn
from torch.nn import functional as F

from .scene import INPUTS

WIDTHS = (24, 40, 64, 96)
#: Blocks on the way down at each width, and on the way up.
DOWN = (2, 2, 1, 1)
UP = (2, 1, 1)
#: Of the eight outputs the first three are plain numbers, the rest shares and probabilities.
PLAIN = 3
CHANNELS = 8


class Block(nn.Module):
    """Depthwise 3 x 3, pointwise, norm, clip 0..6; the input is added where shapes agree."""

    def __init__(self, cin: int, cout: int, stride: int = 1):
        super().__init__()
        self.depth = nn.Conv2d(cin, cin, 3, stride, 1, groups=cin, bias=False)
        self.point = nn.Conv2d(cin, cout, 1, bias=False)
        self.norm = nn.BatchNorm2d(cout, momentum=0.03)
        self.adds = cin == cout and stride == 1

    def forward(self, x):
        y = F.relu6(self.norm(self.point(self.depth(x))))
        return x + y if self.adds else y


class MapNet(nn.Module):
    def __init__(self):
        super().__init__()
        w = WIDTHS
        self.stem = nn.Conv2d(INPUTS, w[0], 2, 2, bias=False)
        self.stem_norm = nn.BatchNorm2d(w[0], momentum=0.03)
        self.enter = nn.ModuleList([nn.Identity(), *(Block(a, b, 2) for a, b in zip(w, w[1:]))])
        self.down = nn.ModuleList(nn.Sequential(*(Block(c, c) for _ in range(k))) for c, k in zip(w, DOWN))
        self.join = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(w, w[1:]))
        self.up = nn.ModuleList(nn.Sequential(*(Block(c, c) for _ in range(k))) for c, k in zip(w, UP))
        self.head = nn.Conv2d(w[0], CHANNELS * 4, 1)
        nn.init.constant_(self.head.bias[PLAIN * 4 :], -2.0)

    def logits(self, x):
        """Numbers as told; before the sigmoid for the last five."""
        x = F.relu6(self.stem_norm(self.stem(x)))
        skips = []
        for enter, blocks in zip(self.enter, self.down):
            x = blocks(enter(x))
            skips.append(x)
        for level in (2, 1, 0):
            x = F.interpolate(self.join[level](x), scale_factor=2, mode="nearest") + skips[level]
            x = self.up[level](x)
        return F.pixel_shuffle(self.head(x), 2)

    def forward(self, x):
        y = self.logits(x)
        return torch.cat([y[:, :PLAIN], torch.sigmoid(y[:, PLAIN:])], 1)


def parameters(net: nn.Module) -> int:
    return sum(p.numel() for p in net.parameters())
