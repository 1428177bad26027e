"""The synthesis tells what it draws, the same on every tone, and again from the same seed."""

import numpy as np
import pytest
from carmine_skin import color
from carmine_skin.skin_model import diffuse
from carmine_skin.spectra import reflectance_to_xyz

from carmine_maps import canvas, geometry, layers, light, picture, pigment, scene, synth


def base(fm: float) -> dict:
    """A median skin with so much melanin."""
    return {"fm": fm, "fb": 0.045, "S": 0.53, "dv": 23.0, "cc": 0.45, "a": 150.0, "b": 1.9, "floor": 0.015}


def test_same_seed_same_example():
    a, b = (scene.draw(np.random.default_rng(4), 64, "train") for _ in range(2))
    assert np.array_equal(a.inputs, b.inputs) and np.array_equal(a.truth, b.truth)


def test_example_holds_shapes_ranges_and_no_skin_where_none_is():
    e = scene.draw(np.random.default_rng(8), 96, "test")
    assert e.inputs.shape == (scene.INPUTS, 96, 96) and e.truth.shape == (len(scene.CHANNELS), 96, 96)
    assert np.isfinite(e.inputs).all() and np.isfinite(e.truth).all()
    assert np.abs(e.inputs[:3]).max() <= scene.LIMIT
    assert not e.inputs[:, e.valid == 0].any()
    assert set(np.unique(e.truth[4:7])) <= {0.0, 1.0}


def test_tones_are_drawn_in_equal_shares():
    rng = np.random.default_rng(2)
    people = pigment.people(rng, 600, "train")
    lab = color.xyz_to_lab(reflectance_to_xyz(diffuse(people)))
    share = np.bincount(color.ita_class(lab), minlength=6) / 600
    assert share.min() > 0.1 and share.max() < 0.25


@pytest.mark.parametrize("fm", [0.02, 0.08, 0.3])
def test_melanin_truth_is_the_density_along_the_axis_of_the_measures(fm):
    skin = pigment.person(np.random.default_rng(1), base(fm), "train")
    rgb = lambda f: color.XYZ_TO_RGB @ reflectance_to_xyz(diffuse(base(f)))  # noqa: E731
    change = -np.log(rgb(fm * np.exp(0.3)) / rgb(fm))
    want = float(change @ pigment.unit_melanin(float(skin.lab[0])))
    assert skin.melanin_od(np.float32(0.3)) == pytest.approx(want, rel=0.06)
    assert skin.melanin_od(np.float32(0)) == 0


@pytest.mark.parametrize("fm", [0.02, 0.08, 0.3])
def test_spots_take_as_much_green_on_every_tone(fm):
    skin = pigment.person(np.random.default_rng(1), base(fm), "train")
    zero, spot = (skin.look(np.float32(v), np.float32(0))[1] for v in (0, skin.mel_for(0.3)))
    # The camera's green is not quite that of sRGB.
    assert np.log(zero / spot) == pytest.approx(0.3, abs=0.1)


def test_a_crease_is_shade_and_follows_the_light():
    seen = []
    for y in (1.0, -1.0):
        c = canvas.at(176, 60, 64)
        start = np.array([40.0, 64.0])
        layers._crease(np.random.default_rng(3), c, start, 0.0)
        flat = canvas.at(176, 60, 64)
        for k in (c, flat):
            k.occlusion *= 0
        lamp = light.Lamp(0.9, 0.2, np.array([0, y * 0.8, 0.6], np.float32), np.zeros(3, np.float32))
        lit = [sum(lamp.irradiance(light._normals(k))) for k in (c, flat)]
        seen.append(lit[0] - lit[1])
    assert c.line.sum() > 20 and (c.height < -0.005).any()
    # Light from above and from below turn the relief round.
    assert np.corrcoef(seen[0].ravel(), seen[1].ravel())[0, 1] < -0.5


def test_a_picture_unwraps_to_what_it_was_taken_of():
    x = np.linspace(0.1, 0.6, 128, dtype=np.float32)
    flat = np.repeat(np.repeat(x[None, :, None], 128, 0), 3, 2)
    curve = picture.Tone(1.0, 1.0, 0.0)
    for px in (1.0, 1.8, 5.0):
        shots = [picture.shoot(np.random.default_rng(k), flat, curve, px).rgb for k in range(8)]
        middle = np.median(shots, 0)[8:-8, 8:-8]
        assert np.abs(middle - flat[::2, ::2][8:-8, 8:-8]).max() < 0.04


def test_clipped_texels_are_told():
    bright = np.full((64, 64, 3), 1.5, np.float32)
    shot = picture.shoot(np.random.default_rng(0), bright, picture.Tone(1.0, 1.0, 0.0), 2.0)
    assert shot.clipped.mean() > 0.95


def test_shards_give_back_what_was_drawn():
    shard = synth.make(3, 2, 64, "calib")
    rng = np.random.default_rng(3)
    bases = pigment.people(rng, 2, "calib")
    first = scene.draw(rng, 64, "calib", {k: v[0] for k, v in bases.items()})
    rows = np.arange(2)
    assert np.abs(synth.inputs(shard, rows)[0] - first.inputs).max() < 2e-3
    assert np.abs(synth.truth(shard, rows)[0] - first.truth).max() < 4e-3


def test_flat_head_looks_at_the_viewer_and_is_even():
    face = geometry.load()
    seen = face.skin > 0
    assert face.normal[seen][:, 2].mean() > 0.5
    size = np.linalg.norm(face.right[seen], axis=1)
    assert np.median(size) == pytest.approx(geometry.MM_PER_TEXEL, rel=0.08)
