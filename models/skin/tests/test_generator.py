"""The synthetic captures: splits, balance, ranges, determinism (skin.md 3)."""

from dataclasses import replace

import numpy as np
import pytest
from carmine_skin import camera, capture, color, dataset, lights, net, reference, regions, subjects
from carmine_skin.recipe import PAPER, WILD


def test_splits_share_nothing():
    families = [set(v) for v in lights.SPLIT.values()]
    members = [{m for f in s for m in lights.FAMILIES[f][1]} for s in lights.SPLIT.values()]
    people = [set(subjects.people_rows(s).tolist()) for s in ("train", "calib", "test")]
    cameras = [{s.tobytes() for s in camera.table(split)[0]} for split in ("train", "calib", "test")]
    for sets in (families, members, people, cameras):
        assert all(a.isdisjoint(b) for i, a in enumerate(sets) for b in sets[i + 1 :])
    assert len(lights.SPLIT["test"]) >= 4
    assert sum(len(s) for s in people) == 70


@pytest.fixture(scope="module")
def people():
    return subjects.draw(np.random.default_rng(3), 3000, "test")


def test_tones_are_balanced(people):
    share = np.bincount(people.cls, minlength=6) / len(people.cls)
    assert share.min() > 0.10 and share.max() < 0.24
    assert people.lab[:, 0].min() > 8 and people.lab[:, 0].max() < 86


def test_training_people_are_more_than_the_measured_ones():
    """Between and around the measured people, within the bounds of the fit; other splits keep to their own people."""
    rng = np.random.default_rng(5)
    drawn = subjects.base_parameters(rng, 4000, "train")
    fits = subjects.nist_fits()[0][subjects.people_rows("train")]
    for i, k in enumerate(subjects.PARAMS):
        lo, hi = subjects.LIMITS[k]
        assert drawn[k].min() >= min(lo, fits[:, i].min()) * 0.99 and drawn[k].max() <= hi * 1.01
    far = np.abs(np.log(drawn["dv"])[:, None] - np.log(fits[:, 3])).min(1)
    assert (far > 0.05).mean() > 0.05  # the fits lie .03 apart in the middle
    test = subjects.nist_fits()[0][subjects.people_rows("test")]
    kept = subjects.base_parameters(rng, 500, "test")
    assert np.abs(np.log(kept["dv"])[:, None] - np.log(test[:, 3])).min(1).max() < 0.25


def test_faces_are_as_published(people):
    """Facial means (skin.md 2): cheek L* 58-60 has a* 10.5-12 and b* 14-17 with gloss; diffuse is a little more chromatic."""
    m = np.abs(people.lab[:, 0] - 58) < 2
    a, b = people.lab[m, 1].mean(), people.lab[m, 2].mean()
    assert 10 < a < 15 and 13 < b < 22


def test_reflectance_is_physical(people):
    assert np.isfinite(people.refl).all()
    assert people.refl.min() >= 0 and people.refl.max() < 1


def test_lights_are_those_of_the_paper():
    """skin.md 3.3: daylight, incandescent, fluorescent, white, violet-pumped and RGB LEDs; mixtures, bounce and screens."""
    _, weight, names = lights.table("train")
    assert {"daylight", "planckian", "cie-led-rgb", "cie-led-blue-pump", "philips-triphosphor"} <= set(names)
    assert abs(weight.sum() - 1) < 1e-9
    amb, key = capture._light_pair(np.random.default_rng(1), 4000, "train")
    split = np.abs(amb / amb.sum(1, keepdims=True) - key / key.sum(1, keepdims=True)).sum(1) > 0.05
    assert 0.2 < split.mean() < 0.6


@pytest.mark.parametrize("recipe", [PAPER, WILD])
def test_capture(people, recipe):
    c = capture.shoot(np.random.default_rng(4), people.refl, "test", recipe)
    assert np.isfinite(c.tokens).all() and np.isfinite(c.white).all()
    assert (c.tokens[~c.valid] == 0).all()
    assert c.tokens[..., :3].max() <= 0
    assert c.valid[:, 1:3].any(1).mean() > 0.9
    assert 0.3 < c.valid[:, 12].mean() < 0.95


def test_blown_skin_is_seen(people):
    """A region that clips stays among the tokens: its red says "at least", its share of clipped pixels says so (docs/decisions/0449)."""
    usual, bright = (capture.shoot(np.random.default_rng(4), people.refl, "test", replace(PAPER, ev=ev)) for ev in (0, 1.5))
    skin = slice(0, 11)
    assert (bright.valid[:, skin] == usual.valid[:, skin]).all()
    blown = bright.valid[:, skin] & (bright.tokens[:, skin, 4] > 0.9)
    assert blown.mean() > 0.1
    assert bright.tokens[:, skin, :3][blown].max(-1).min() > -0.15
    assert bright.tokens[:, skin, 3][blown].min() >= 0
    assert not bright.valid[:, regions.SCLERA][bright.tokens[:, regions.SCLERA, 4] >= 0.9].any()


def test_whites_tell_the_tone(people):
    """The white of the eye against the skin rises from light to deep (photographs: about 0 to 1.2, TOKENS.md)."""
    c = capture.shoot(np.random.default_rng(5), people.refl, "test")
    s = net.summary(c.tokens, c.valid)[:, 6]
    by = [np.nanmedian(s[people.cls == k]) for k in range(6)]
    assert all(a < b for a, b in zip(by, by[1:]))
    assert -0.3 < by[0] < 0.3 and 1.0 < by[5] < 2.2


def test_same_seed_same_set():
    a, b = (dataset.make(9, 64, 2, "train", wild=0.5) for _ in range(2))
    assert (a.tokens == b.tokens).all() and (a.lab == b.lab).all()


def test_literal_reading_is_as_bad_as_published(people):
    """Baseline of the ladder (skin.md 4): 9.5 dE00 for the cheek read literally, on tones up to brown."""
    from carmine_skin.baselines import literal

    c = capture.shoot(np.random.default_rng(6), people.refl, "test")
    de = color.delta_e2000(literal(c.tokens, c.valid), people.lab)[people.cls < 5]
    assert 8.0 < de.mean() < 12.5


def test_region_order():
    assert regions.N == 14 and regions.C == 8
    assert [regions.REGIONS[i] for i in regions.SCLERA] == ["sclera-left", "sclera-right"]
    for i, j in enumerate(regions.MIRROR):
        a, b = regions.REGIONS[i], regions.REGIONS[j]
        assert a == b.replace("left", "#").replace("right", "left").replace("#", "right")


def test_greys_undo_cast_exposure_and_curve():
    rng = np.random.default_rng(8)
    wanted = np.exp(rng.uniform(-3, -0.1, (1, 200, 3)))
    seen = (wanted * [0.7, 0.5, 0.3]) ** 1.15
    levels = np.log([0.59, 0.36, 0.19, 0.09])
    knots = 1.15 * (levels[None, :, None] + np.log([0.7, 0.5, 0.3]))
    got = reference.straighten(np.log(seen), knots, levels)
    assert np.abs(got - np.log(wanted)).max() < 1e-6


def test_matrix_keeps_grey_and_undoes_mixing():
    rng = np.random.default_rng(9)
    wanted = rng.uniform(0.05, 0.9, (24, 3))
    mix = np.array([[0.8, 0.15, 0.05], [0.1, 0.85, 0.05], [0.0, 0.2, 0.8]])
    m = reference.matrix_of((wanted @ mix.T)[None], wanted)[0]
    assert np.abs(m.sum(1) - 1).max() < 1e-9
    assert np.abs(m @ mix - np.eye(3)).max() < 0.05


def test_exposure_and_balance_move_three_numbers_of_the_input():
    """Regions are read against the median skin: a gain of the picture leaves all that the regions say of each other."""
    d = dataset.make(12, 200, 1, "test")
    t, v = d.tokens[:, 0], d.valid[:, 0]
    moved = t.copy()
    moved[..., :3] += np.array([0.2, -0.1, 0.3], np.float32) * v[..., None]
    a, b = net.relative(t, v), net.relative(moved, v)
    assert np.abs(a[0] - b[0]).max() < 1e-5
    assert np.nanmax(np.abs(a[1] - b[1])[:, 3:]) < 1e-5
    assert np.abs((b[1] - a[1])[:, :3] - [-0.1, 0.3, 0.4]).max() < 1e-5


def test_an_edited_copy_is_the_same_face_moved():
    from carmine_skin import train

    d = dataset.make(13, 400, 2, "test")
    t, v, w, c = train.edited(np.random.default_rng(1), d.tokens, d.valid, d.white, d.card)
    assert t.shape[1] == 3 and np.isfinite(t).all() and t[..., :3].max() <= 0
    assert (t[~v] == 0).all() and (v[:, 2] <= v[:, 0]).mean() > 0.99
    moved = np.abs(t[:, 2, 1, :3] - t[:, 0, 1, :3]).mean()
    assert 0.1 < moved < 0.6


def test_regions_stand_as_on_photographs():
    """`facing` of 35 photographs, median by region (left and right together); the mean over a region's triangles is less than the
    cosine of its mean normal (docs/decisions/0448)."""
    s = subjects.draw(np.random.default_rng(6), 2000, "train")
    c = capture.shoot(np.random.default_rng(7), s.refl, "train", PAPER)
    seen = np.where(c.valid, c.tokens[..., 6], np.nan)
    photographs = {0: 0.88, 1: 0.74, 3: 0.64, 5: 0.71, 6: 0.89, 7: 0.58, 9: 0.86, 11: 0.79}
    for region, value in photographs.items():
        assert abs(np.nanmedian(seen[:, region]) - value) < 0.035, regions.REGIONS[region]


def test_wild_lies_as_photographs():
    """Medians and spreads of 35 photographs and 660 portraits, light and deep apart (docs/decisions/0448)."""
    s = subjects.draw(np.random.default_rng(8), 6000, "train", worn=0.2)
    c = capture.shoot(np.random.default_rng(9), s.refl, "train", WILD)
    t, face = net.relative(c.tokens, c.valid)
    t = np.where(c.valid[..., None], t, np.nan)
    light, deep = s.lab[:, 0] > 60, s.lab[:, 0] < 48
    ln_green = [np.nanmedian(face[m, 0]) for m in (light, deep)]
    assert -1.4 < ln_green[0] < -0.95 and -2.9 < ln_green[1] < -2.1
    iqr = [np.nanmedian(t[m, :11, 3]) for m in (light, deep)]
    assert 0.22 < iqr[0] < 0.36 and 0.4 < iqr[1] < 0.6
    across = t[:, 1, :3] - t[:, 2, :3]
    spread = (np.nanpercentile(across, 84, 0) - np.nanpercentile(across, 16, 0)) / 2
    assert 0.45 < spread[0] < 0.75 and 0.1 < spread[1] < 0.3 and 0.08 < spread[2] < 0.24
    darkest = [np.nanmedian(face[m, 4]) for m in (light, deep)]
    assert -1.1 < darkest[0] < -0.6 and -1.7 < darkest[1] < -0.9
