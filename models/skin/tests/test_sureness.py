"""The radius of a reading: the metric it is measured in, and the conformal factors over it."""

import numpy as np
import pytest
from carmine_skin import color, evaluate, model

LABS = np.array([[66, 11, 16], [52, 12, 20], [38, 12, 17], [22, 7, 7]], float)


@pytest.mark.nodata
def test_metric_is_ciede2000_of_small_steps():
    step = np.random.default_rng(1).normal(0, 0.02, (50, 3))
    for lab in LABS:
        got = np.linalg.norm(step @ model.metric(lab[None])[0].T, axis=1)
        want = color.delta_e2000(np.broadcast_to(lab, step.shape), lab + step)
        assert np.abs(got / want - 1).max() < 0.06


@pytest.mark.nodata
@pytest.mark.parametrize("sd", [(2, 0.3, 0.3), (1, 1, 1), (0.4, 1.5, 2)])
def test_radius_holds_nine_tenths(sd):
    rng = np.random.default_rng(2)
    for lab in LABS:
        draws = lab + rng.normal(0, sd, (8000, 3))
        radius = model.radius_of(lab[None], np.diag(np.square(sd))[None])
        held = (color.delta_e2000(np.broadcast_to(lab, draws.shape), draws) <= radius).mean()
        assert 0.87 < held < 0.93


def errors(rng, n: int):
    """Errors that a radius tells wrongly: too small for one class, and growing more slowly than the radius."""
    cls = rng.integers(0, 6, n)
    ita = evaluate.ITA_NODES[::-1][cls] + rng.normal(0, 4, n)
    w = np.stack([np.interp(ita, evaluate.ITA_NODES, row) for row in np.eye(6)], 1)
    radius = rng.normal(0, 0.4, n)
    error = 0.8 * radius + np.log(np.abs(rng.normal(0, 0.5, n))) + np.where(cls == 4, 0.3, 0)
    return w, radius, error, cls


@pytest.mark.nodata
def test_conformal_holds_in_every_group():
    known = errors(np.random.default_rng(3), 30_000)
    w, radius, error, cls = known
    factor, power = evaluate.conformal(*known, np.full(6, 0.9))
    held = error <= w @ np.log(factor) + power * radius
    assert all(abs(held[cls == c].mean() - 0.9) < 0.03 for c in range(6))
    assert 0.7 < power < 0.9
    assert all(abs(held[m].mean() - 0.9) < 0.03 for m in (radius < -0.4, radius > 0.4))


@pytest.mark.nodata
def test_more_is_asked_where_people_differ():
    """People who are all read alike need no more than the promise; where one is read worse than the others, a stranger may be."""
    rng = np.random.default_rng(4)
    w, radius, error, cls = errors(rng, 20_000)
    person = rng.integers(0, 8, len(error))
    alike = evaluate.for_strangers((w, radius, error, cls), person)
    unlike = evaluate.for_strangers((w, radius, error + 0.25 * (person % 4 - 1.5), cls), person)
    assert (alike < evaluate.SHARE + 0.03).all()
    assert (unlike > alike + 0.02).all()
