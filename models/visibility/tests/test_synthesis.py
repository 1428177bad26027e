"""The synthesis by itself, on a drawn face: no data needed. Run: .venv/bin/python -m pytest -q tests"""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from carmine_visibility import geometry as g
from carmine_visibility.blend import blend
from carmine_visibility.export import write_weights
from carmine_visibility.faces import WORK, Face
from carmine_visibility.fingers import place_fingers
from carmine_visibility.folds import folds
from carmine_visibility.glasses import glasses
from carmine_visibility.hair import HAIR_SHAPES, beard
from carmine_visibility.hands import hand_sprite, place_hand
from carmine_visibility.net import VisibilityNet
from carmine_visibility.synth import LIP_WEIGHT, PLAIN, held_out, retone, sample
from carmine_visibility.things import THINGS
from carmine_visibility.train import THIN_WEIGHT, heavier
from carmine_visibility.unfold import read_values, unfold

FIXTURE = Path(__file__).parent.parent / "fixtures/net.json"


@pytest.fixture
def face():
    landmarks = np.array(json.loads(FIXTURE.read_text())["landmarks"]).reshape(-1, 2)
    picture = np.full((288, 288, 3), (150, 160, 170), np.uint8)
    cv2.fillPoly(picture, [landmarks[g.OVAL].astype(np.int32)], (200, 160, 140))
    return Face("drawn", picture, landmarks)


def texture():
    return [np.random.default_rng(0).integers(0, 255, (100, 100, 3)).astype(np.uint8)]


@pytest.mark.parametrize("thing", [t for t, _ in THINGS + HAIR_SHAPES], ids=lambda t: t.__name__)
def test_every_thing_covers_some_of_the_picture_and_not_all(face, thing):
    shares = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        face.cut(rng, texture())
        rgb, alpha = thing(rng, face)
        assert rgb.shape == (WORK, WORK, 3) and alpha.shape == (WORK, WORK)
        assert np.isfinite(rgb).all() and 0 <= alpha.min() and alpha.max() <= 1.001
        shares.append(alpha.mean())
    assert 0.0005 < np.mean(shares) < 0.8


def test_a_hand_covers_the_face(face):
    rng = np.random.default_rng(1)
    face.cut(rng, texture())
    _, alpha = place_hand(rng, face, [hand_sprite(rng)])
    assert alpha.max() > 0.9 and alpha.mean() > 0.02


def test_fingers_lie_about_the_mouth_and_are_of_the_skins_colour(face):
    over, far = [], []
    for seed in range(16):
        rng = np.random.default_rng(seed)
        rgb = face.cut(rng, texture())
        fingers, alpha = place_fingers(rng, face, rgb)
        assert np.isfinite(fingers).all() and fingers.shape == (WORK, WORK, 3) and 0 <= alpha.min() and alpha.max() <= 1.001
        over.append(alpha[g.fill(face.points[g.LIPS], WORK)].mean())
        far.append(np.abs(np.median(fingers[alpha > 0.9], 0) - face.skin).max())
    assert 0.1 < np.mean(over) < 0.8
    assert np.median(far) < 0.3


def test_a_weight_file_trains_on_from_the_same_outputs(tmp_path):
    torch.manual_seed(1)
    net = VisibilityNet().eval()
    batch = {"x": torch.randn(4, 3, 128, 128), "prior": (torch.rand(4, 4, 64, 64) < 0.4).float()}
    net.train()(batch["x"], batch["prior"])
    net.eval()
    write_weights(net, tmp_path / "net.bin")
    with torch.no_grad():
        before = net(batch["x"], batch["prior"])
        again = unfold(read_values(tmp_path / "net.bin"), 0.0, batch).eval()
        after = again(batch["x"], batch["prior"])
        seen = again.train()(batch["x"], batch["prior"])
    assert (after - before).abs().max() < 0.02 * before.abs().max()
    assert (seen - after).abs().max() < 0.02 * before.abs().max()


def test_a_clear_lens_is_seen_and_a_frame_is_not(face):
    rng = np.random.default_rng(5)
    rgb = face.cut(rng, texture())
    shares = [glasses(np.random.default_rng(s), face, rgb)[1].mean() for s in range(30)]
    assert min(shares) < 0.03 < max(shares)


def test_a_beard_does_not_count_as_covered(face):
    rng = np.random.default_rng(2)
    face.cut(rng, texture())
    assert beard(rng, face)[1].max() > 0.2
    covered = []
    for seed in range(12):
        _, seen, _, _ = sample(np.random.default_rng(seed), face, texture(), [hand_sprite(rng)], bare=1.0)
        covered.append((seen[g.fill(face.seen_points[g.LIPS] * (g.SIZE / WORK), g.SIZE)] < 128).mean())
    assert max(covered) == 0


def test_folds_change_the_face_and_stay_thin(face):
    changed = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        rgb = face.cut(rng, texture())
        after = folds(rng, face, rgb)
        assert after.shape == rgb.shape and 0 <= after.min() and after.max() <= 1
        changed.append((np.abs(after - rgb).max(-1) > 0.05).mean())
    assert 0.005 < np.mean(changed) < 0.15


def test_what_is_thin_weighs_more_on_the_lips_too():
    seen = np.full((1, 16, 16), 255, np.uint8)
    seen[0, :, 8] = 0
    weight = np.full((1, 16, 16), int(PLAIN * LIP_WEIGHT), np.uint8)
    _, out = heavier(seen, weight)
    assert out[0, 8, 8] == int(PLAIN * LIP_WEIGHT * THIN_WEIGHT) and out[0, 8, 2] == weight[0, 8, 2]


def test_what_is_thin_is_told_from_a_third_of_a_texel_on_and_what_is_wide_as_it_is():
    seen = np.full((1, 16, 16), 255, np.uint8)
    seen[0, :, 3] = 170
    seen[0, :, 8:14] = 170
    told, _ = heavier(seen, np.full((1, 16, 16), PLAIN, np.uint8))
    assert told[0, 8, 3] < 110 and told[0, 8, 10] == 170 and told[0, 8, 5] == 255


def test_retoning_darkens_and_keeps_the_order_of_light(face):
    rng = np.random.default_rng(3)
    rgb = face.cut(rng, texture())
    levels = [retone(np.random.default_rng(s), face, rgb)[face.inside].mean() for s in range(12)]
    assert min(levels) < 0.6 * rgb[face.inside].mean()


def test_same_seed_same_picture(face):
    a = sample(np.random.default_rng(4), face, texture(), [hand_sprite(np.random.default_rng(0))])
    b = sample(np.random.default_rng(4), face, texture(), [hand_sprite(np.random.default_rng(0))])
    assert all((x == y).all() for x, y in zip(a, b))


def test_a_blend_lies_between_and_keeps_the_counters_of_the_second():
    first, second = {"w": torch.zeros(2), "n": torch.tensor(3)}, {"w": torch.ones(2), "n": torch.tensor(9)}
    out = blend(first, second, 0.75)
    assert out["w"].tolist() == [0.75, 0.75] and int(out["n"]) == 9


def test_a_tenth_is_held_out():
    assert 0.05 < np.mean([held_out(f"A{n:06d}") for n in range(2000)]) < 0.15
