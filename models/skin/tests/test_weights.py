"""The committed weights: the file is the one described, agrees with the fixture, and beats the baselines."""

import hashlib
import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from carmine_skin import average, baselines, capture, color, dataset, evaluate, model, reference, regions, restart, subjects, tokens
from carmine_skin.recipe import WILD

HERE = Path(__file__).resolve().parents[1]
META = json.loads((HERE / "weights/colournet.json").read_text())
ROWS = json.loads((HERE / "fixtures/tokens.json").read_text())
CARD = json.loads((HERE / "fixtures/card.json").read_text())
STATS = (np.array(META["mean"], np.float32), np.array(META["sd"], np.float32))


def run(t, v, card=None):
    session = onnxruntime.InferenceSession(str(HERE / "weights/colournet.onnx"), providers=["CPUExecutionProvider"])
    return model.from_session(session, META, t, v, card)


@pytest.mark.nodata
def test_file_is_the_one_described():
    data = (HERE / "weights/colournet.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() == META["sha256"]
    assert len(data) == META["bytes"] < 2_000_000


@pytest.mark.nodata
@pytest.mark.parametrize("row", ROWS)
def test_fixture(row):
    t, v = tokens.build(row["pixels"])
    assert v.tolist() == row["valid"]
    assert np.abs(t.ravel() - row["tokens"]).max() < 1e-4
    card = np.array([row["card"]], np.float32)
    p = run(t[None], v[None], card)
    cov, r90 = evaluate.apply(p, META["calibration"], card)
    assert np.abs(p.lab[0] - row["lab"]).max() < 0.02
    assert abs(r90[0] - row["r90"]) < 0.02
    assert np.abs(cov.ravel() - row["cov"]).max() < 0.02 * max(row["cov"])


@pytest.mark.nodata
def test_training_goes_on_from_the_file(tmp_path):
    """What restart.py writes reads as the exported file does."""
    restart.main(HERE / "weights", tmp_path)
    built = [tokens.build(row["pixels"]) for row in ROWS if not any(row["card"])]
    t, v = (np.stack(x) for x in zip(*built))
    again = evaluate.predict(model.load(tmp_path), t, v, None)
    assert np.abs(again.lab - run(t, v).lab).max() < 0.02


@pytest.mark.nodata
def test_mean_of_runs(tmp_path):
    """A run with itself is itself; runs that read their input otherwise are refused."""
    one, other = tmp_path / "one", tmp_path / "other"
    restart.main(HERE / "weights", one)
    (one / "train.json").write_text("{}")
    average.main([one, one], tmp_path / "mean")
    a, b = (pickle.loads((run / "members.pkl").read_bytes()) for run in (one, tmp_path / "mean"))
    assert all(np.allclose(x, y) for p, q in zip(a["members"][0], b["members"][0]) for x, y in zip(p, q))
    other.mkdir()
    (other / "members.pkl").write_bytes(pickle.dumps({**a, "stats": (a["stats"][0] + 1, a["stats"][1])}))
    with pytest.raises(ValueError, match="--start"):
        average.main([one, other], tmp_path / "mean")


def test_a_bright_picture_does_not_lose_its_skin():
    """Half a stop that blows four regions or more of eleven hardly moves the reading (docs/decisions/0449)."""
    who = subjects.draw(np.random.default_rng(21), 3000, "test")
    dim, bright = (capture.shoot(np.random.default_rng(22), who.refl, "test", replace(WILD, ev=ev)) for ev in (0.15, 0.65))
    skin = slice(0, 11)
    blown = ((dim.tokens[:, skin, 4] < 0.9) & (bright.tokens[:, skin, 4] >= 0.9)).sum(1) >= 4
    assert blown.sum() > 50
    moved = run(bright.tokens[blown], bright.valid[blown]).lab[:, 0] - run(dim.tokens[blown], dim.valid[blown]).lab[:, 0]
    assert abs(moved.mean()) < 2.5 and moved.std() < 2.6


def test_beats_the_literal_reading_by_half():
    """Unseen people, cameras and light families; simulated. Floor of the issue; the card holds the full table."""
    d = dataset.make(4242, 4000, 1, "test")
    t, v = d.tokens[:, 0], d.valid[:, 0]
    p = run(t, v)
    got = color.delta_e2000(p.lab, d.lab)
    literal = color.delta_e2000(baselines.literal(t, v), d.lab)
    assert got.mean() < 0.5 * literal.mean()
    assert got.mean() < 4.75  # half of the paper's 9.5
    for k in range(6):
        m = d.cls == k
        assert got[m].mean() < 0.6 * literal[m].mean(), color.ITA_CLASSES[k]


def test_radius_covers_every_class():
    """90 % of the true colours lie within r90, for every tone (skin.md 8: 87-93 on 10,000; wider here for 1,500 a class)."""
    d = dataset.make(4244, 9000, 1, "test")
    p = run(d.tokens[:, 0], d.valid[:, 0])
    _, r90 = evaluate.apply(p, META["calibration"])
    inside = color.delta_e2000(p.lab, d.lab) <= r90
    for k in range(6):
        assert 0.85 < inside[d.cls == k].mean() < 0.95, color.ITA_CLASSES[k]


def test_no_tone_is_left_out():
    """With both eyes read no class is refused much more often than another, and none is read much worse."""
    d = dataset.make(4245, 9000, 1, "test")
    p = run(d.tokens[:, 0], d.valid[:, 0])
    _, r90 = evaluate.apply(p, META["calibration"])
    eyes = d.valid[:, 0, 12] & d.valid[:, 0, 13]
    by = [eyes & (d.cls == k) for k in range(6)]
    refused = [(r90[m] > 8).mean() for m in by]
    error = [color.delta_e2000(p.lab[m], d.lab[m]).mean() for m in by]
    assert max(refused) - min(refused) < 0.08, refused
    assert max(error) < 1.3 * min(error), error


@pytest.mark.nodata
def test_card_fixture():
    a = {k: np.array(CARD[k]) for k in ("seen", "wanted", "tokens", "valid", "corrected")}
    greys = [i for i, g in enumerate(CARD["grey"]) if g]
    shape = (1, regions.N, regions.C)
    got, ok = reference.through_chart(a["seen"][None], a["wanted"], greys, a["tokens"].reshape(shape), a["valid"][None])
    assert ok.all()
    assert np.abs(got.ravel() - a["corrected"]).max() < 1e-4


def test_cards_help():
    """C2 below C1 on the same seeds, in every class; the colour card more than the grey one."""
    bare, grey, chart = (dataset.make(4250, 3000, 1, "test", mode=m) for m in ("none", "grey", "chart"))
    error = {}
    for name, d in (("none", bare), ("grey", grey), ("chart", chart)):
        p = run(d.tokens[:, 0], d.valid[:, 0], d.card[:, 0])
        error[name] = np.array([color.delta_e2000(p.lab[d.cls == k], d.lab[d.cls == k]).mean() for k in range(6)])
    assert (error["grey"] < error["none"]).all(), error
    assert error["chart"].mean() < error["grey"].mean() < 0.9 * error["none"].mean(), error


class Stats:
    mean, sd = STATS


def test_painted_faces_stand_out():
    """A face painted blue or green lies beyond nine of ten, and mostly beyond 99 of 100, captures of the C1 recipe; a thick coat
    beyond the limit of the gate, which the wilder recipe sets. Lips or a statue of a skin's colour do not: gates/bare-skin.ts
    looks at surfaces."""
    d = dataset.make(4246, 4000, 1, "test")
    t, v = d.tokens[:, 0], d.valid[:, 0].copy()
    cal = META["calibration"]
    face = np.array(cal["face"]).reshape(12, 12)
    odd = lambda x: evaluate.unusualness(*evaluate.face_numbers(Stats, x, v), face)  # noqa: E731
    keep = v[:, 11] & v[:, 12]
    usual = np.percentile(odd(t)[keep], 99)
    limit = np.median(cal["unusual"])
    assert usual < limit
    for channel, ln, thick in ((0, -1.2, False), (1, 0.9, False), (0, -2.0, True)):
        x = t.copy()
        x[:, :12, channel] += ln * v[:, :12]
        assert (odd(x)[keep] > (limit if thick else usual)).mean() > 0.9, (channel, ln)
