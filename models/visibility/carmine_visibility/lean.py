"""How far the net must lean towards seen: the least of LEANS with which of bare face on made pictures that were held out at most
MOST is called covered. Not chosen on photographs, which only measure (decision 0191).

usage: python -m carmine_visibility.lean --run RUN/net.pt --check RUN/held.npz; prints the lean, and all figures on stderr
"""

import argparse
import sys

import numpy as np
import torch

from .net import VisibilityNet
from .train import BATCH, Pictures

LEANS = np.arange(0, 2.01, 0.25)  # logits
MOST = 0.01


@torch.no_grad()
def figures(net, pictures):
    """(IoU of what is covered, share of bare face called covered) of each of LEANS, whole batches only."""
    net.eval()
    counts = np.zeros((len(LEANS), 4))
    for at in range(0, len(pictures) - BATCH + 1, BATCH):
        b = pictures.batch(np.arange(at, at + BATCH))
        logits, face = net(b["x"], b["prior"]).float(), b["weight"] >= 1
        truth, bare = face & (b["seen"] < 0.5), face & (b["seen"] > 0.98)
        for row, lean in zip(counts, LEANS):
            covered = face & (logits < -lean)
            row += [int(m.sum()) for m in (covered & truth, covered | truth, covered & bare, bare)]
    return counts[:, 0] / counts[:, 1], counts[:, 2] / counts[:, 3]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--check", required=True)
    a = parser.parse_args()
    torch.set_num_threads(1)
    net = VisibilityNet()
    net.load_state_dict(torch.load(a.run))
    iou, false = figures(net, Pictures(a.check))
    for row in zip(LEANS, iou, false):
        print("lean %.2f: IoU %.3f, bare face called covered %.4f" % row, file=sys.stderr)
    enough = np.flatnonzero(false <= MOST)
    print(LEANS[enough[0]] if len(enough) else LEANS[-1])


if __name__ == "__main__":
    main()
