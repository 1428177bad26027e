"""The committed weights are those of their description, and better than filters on fresh synthesis."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from carmine_maps import evaluate, export, scene, start, synth
from carmine_maps.classical import Filters

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.nodata
def test_digest_and_size():
    meta = json.loads((ROOT / "weights/mapnet.json").read_text())
    data = (ROOT / "weights/mapnet.onnx").read_bytes()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (meta["sha256"], meta["bytes"])
    assert len(data) < 200_000


@pytest.mark.nodata
def test_training_goes_on_from_the_file():
    """The net read back answers as the file does, before and after its norms have statistics again."""
    path = ROOT / "weights/mapnet.onnx"
    planes = torch.from_numpy(np.random.default_rng(4).normal(0, 0.3, (2, 7, 64, 64)).astype(np.float32))
    wanted = export.run_onnx(path.read_bytes(), planes.numpy())
    model = start.read(path)
    with torch.no_grad():
        assert np.abs(model(planes).numpy() - wanted).max() < 1e-4
        start.settle(model, [planes])
        assert np.abs(model(planes).numpy() - wanted).max() < 1e-3
        assert float(model.stem_norm.running_var.min()) >= 0


def test_maps_follow_the_truth_and_beat_filters():
    """On a dozen fresh pictures of the recipe `paper`; the card has the figures of many."""
    shard = synth.make(777, 12, 128, "test", scene.PAPER)
    data = (ROOT / "weights/mapnet.onnx").read_bytes()
    filters = Filters()
    ours = evaluate.told(lambda p: export.run_onnx(data, p)[0], shard)
    theirs = evaluate.told(lambda p: filters.maps(p[0]), shard)
    rows = np.arange(12)
    for k in (0, 1):
        net, classical = (evaluate.correlation(m, shard, rows, k) for m in (ours, theirs))
        assert net > 0.5 and net > classical


@pytest.mark.nodata
def test_counts_of_lines_and_spots():
    true = np.zeros((32, 32), bool)
    true[10, 5:25] = True
    near = np.roll(true, 2, 0)
    assert evaluate.f1(evaluate.line_counts(near, true)) == 1
    assert evaluate.f1(evaluate.line_counts(np.roll(true, 4, 0), true)) < 0.1
    spots = np.zeros_like(true)
    spots[3:6, 3:6] = spots[20:23, 20:23] = True
    one = np.zeros_like(true)
    one[4:7, 4:7] = True
    assert list(evaluate.spot_counts(one, spots)) == [1, 1, 1, 2]
