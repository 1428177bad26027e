"""Makes of exported weights a checkpoint that training goes on from: `python -m carmine_maps.start --pool folder --out start.pt`.
The export folds each norm into its convolution; here every norm gets back the statistics of its input, so that the net
answers as the file does and trains as it did."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from . import net
from .export import ROOT
from .train import Pool

#: Batches over which the statistics are taken.
BATCHES = 64


def convolutions(model: net.MapNet):
    """Every convolution in the order of `export.graph`, each with the norm behind it (None where none is)."""
    blocks = lambda group: ((c, n) for b in group for c, n in ((b.depth, None), (b.point, b.norm)))  # noqa: E731
    yield model.stem, model.stem_norm
    for level, group in enumerate(model.down):
        if level:
            yield from blocks([model.enter[level]])
        yield from blocks(group)
    for level in (2, 1, 0):
        yield model.join[level], None
        yield from blocks(model.up[level])


def read(path: Path) -> net.MapNet:
    """The net of an exported file, its norms plain shifts."""
    kept = iter([numpy_helper.to_array(w) for w in onnx.load(path).graph.initializer if w.name[0] == "w"])
    take = lambda like: torch.from_numpy(next(kept).astype(np.float32)).reshape(like.shape)  # noqa: E731
    model = net.MapNet().eval()
    with torch.no_grad():
        for conv, norm in convolutions(model):
            conv.weight.copy_(take(conv.weight))
            if norm is not None:
                norm.weight.fill_(float(np.sqrt(1 + norm.eps)))
                norm.bias.copy_(take(norm.bias))
            elif conv.bias is not None:
                conv.bias.copy_(take(conv.bias))
        cut = net.PLAIN * 4
        for part in (slice(None, cut), slice(cut, None)):
            model.head.weight[part] = take(model.head.weight[part])
            model.head.bias[part] = take(model.head.bias[part])
    assert next(kept, None) is None
    return model


def settle(model: net.MapNet, batches) -> None:
    """Gives each norm the mean and variance of its input over these planes, and the scale and shift that keep its answer."""
    sums: dict[torch.nn.Module, list[torch.Tensor]] = {}

    def note(norm, inputs):
        x = inputs[0].double()
        both = torch.stack([x.mean((0, 2, 3)), (x * x).mean((0, 2, 3))])
        sums.setdefault(norm, []).append(both)

    norms = [n for _, n in convolutions(model) if n is not None]
    hooks = [n.register_forward_pre_hook(note) for n in norms]
    with torch.no_grad():
        for planes in batches:
            model.logits(planes)
        for norm in norms:
            mean, square = torch.stack(sums[norm]).mean(0)
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(square - mean * mean)
            norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
            norm.bias.add_(norm.running_mean)
    for hook in hooks:
        hook.remove()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--weights", type=Path, default=ROOT / "weights/mapnet.onnx")
    ap.add_argument("--pool", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    torch.set_num_threads(1)
    model, pool = read(a.weights), Pool(a.pool, np.random.default_rng(3))
    batches = [pool.batch()[0] for _ in range(BATCHES)]
    with torch.no_grad():
        before = model(batches[0])
        settle(model, batches)
        print(f"answers moved by at most {float((model(batches[0]) - before).abs().max()):.6f}")
    torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
