"""Calibrates on the calibration split and measures on the test split: unseen people, cameras and light families.
Every figure is simulated; deep tones are extrapolated from light ones (no measured deep skin in the data)."""

import argparse
import json
from pathlib import Path

import numpy as np

from . import baselines, camera, capture, color, dataset, model, net, regions, subjects
from .skin_model import PARAMS, nist_fits

#: Predicted ITA, degrees, at which the calibration is written down: about the middle of each class, linear between.
ITA_NODES = np.array([-55.0, -10.0, 19.0, 34.5, 48.0, 60.0])
#: Share of strangers' readings that r90 is to hold. What is asked of the people at hand for it is measured by leaving each of them
#: out (`for_strangers`).
SHARE = 0.9
#: Share of the WILD recipe in the calibration set, more than in training: photographs are worse than the recipe, and the radius
#: is to hold for them too.
WILD = 0.2
#: Radius, dE00, whose power is 1 (`sureness`).
PIVOT = 6.0


def predict(e, tokens, valid, card=None):
    return model.combine(model.raw_outputs(e, tokens, valid, card))


def face_numbers(e, tokens, valid) -> tuple[np.ndarray, np.ndarray]:
    """The twelve normalised numbers of the face [n, 12] (clipped as the net sees them) and which were seen."""
    n = regions.N * regions.C
    _, face = net.relative(tokens, valid)
    seen = np.isfinite(face)
    return np.clip(np.nan_to_num((face - e.mean[n:]) / e.sd[n:]), -6, 6), seen


def unusualness(y, seen, cov) -> np.ndarray:
    """Mahalanobis^2 of the seen numbers over their count [n]: 1 is typical. What is not seen is left out of the covariance."""
    out = np.zeros(len(y))
    for pattern in np.unique(seen, axis=0):
        m = (seen == pattern).all(1)
        k = np.flatnonzero(pattern)
        inv = np.linalg.inv(cov[np.ix_(k, k)])
        out[m] = np.einsum("ni,ij,nj->n", y[m][:, k], inv, y[m][:, k]) / len(k)
    return out


def face_covariance(y, seen) -> np.ndarray:
    """[12, 12] second moments about the training mean, over captures where both numbers were seen; a little ridge."""
    w = seen.astype(float)
    return (np.where(seen, y, 0).T @ np.where(seen, y, 0)) / np.maximum(w.T @ w, 1) + 0.02 * np.eye(y.shape[1])


def calibrate(e) -> dict:
    """How far the posterior may be believed, without a card, with a grey and with a colour card (`sureness`); what faces look
    like, for the gate of unusual ones; and how sure the exposure is."""
    from .train import augment

    rng = np.random.default_rng(778)
    out = {"ita": ITA_NODES.tolist()}
    for name, mode, people in (("none", "none", 40_960), ("grey", "grey", 16_384), ("chart", "chart", 16_384)):
        d = dataset.make(777, people, 2, "calib", wild=WILD, mode=mode)
        flat = lambda x: x.reshape(-1, *x.shape[2:])  # noqa: E731
        t, v = map(flat, augment(rng, d.tokens, d.valid))
        card = flat(d.card)
        keep = card[:, 3] > 0 if mode != "none" else np.ones(len(card), bool)
        p = predict(e, t[keep], v[keep], card[keep])
        twice = lambda x: np.repeat(x, 2, 0)[keep]  # noqa: E731
        out[name] = sureness(p, twice(d.lab), twice(d.cls), twice(d.person))
        if mode == "none":
            cov, _ = apply(p, out)
            out["exposure"] = [round(x, 4) for x in exposure_sigma(p, cov, flat(d.white))]
            out.update(usual_faces(e, t, v, p.lab))
    return out


def usual_faces(e, t, v, lab) -> dict:
    """Covariance of the face's numbers, and by predicted ITA the limit above which a face is unusual."""
    y, seen = face_numbers(e, t, v)
    face = face_covariance(y, seen)
    odd = unusualness(y, seen, face)
    # warn above what one capture in a hundred of the synthesis of that tone shows: deep skin is always far from the mean
    limits = [round(float(np.percentile(odd[k > 0.5], 99)), 3) for k in hats(lab).T]
    return {"unusual": limits, "face": [round(float(x), 4) for x in face.ravel()]}


def sureness(p: model.Posterior, lab, cls, person) -> dict:
    """Over predicted ITA the temperature of the covariance (mean Mahalanobis^2 = 3) and the conformal factor of r90; the power
    that makes small and large radii hold alike; and the shares asked of the people at hand."""
    r = lab - p.lab
    maha = np.einsum("ni,nij,nj->n", r, np.linalg.inv(p.cov), r)
    w = hats(p.lab)
    temperature = np.clip((w * maha[:, None]).sum(0) / w.sum(0) / 3, 0.3, 6)
    radius = model.radius_of(p.lab, p.cov * (w @ temperature)[:, None, None])
    known = (w, np.log(radius / PIVOT), np.log(color.delta_e2000(p.lab, lab) / PIVOT), cls)
    share = for_strangers(known, person)
    factor, power = conformal(*known, share)
    rounded = lambda x: [round(float(v), 4) for v in x]  # noqa: E731
    return {"temperature": rounded(temperature), "r90": rounded(factor), "power": round(float(power), 4), "share": rounded(share)}


def for_strangers(known, person) -> np.ndarray:
    """Share to ask of each class [6] of the people at hand so that SHARE of the readings of somebody else lie within r90: each
    person in turn is left out, and what the factors of the others miss of SHARE on them is asked more, with one standard error of
    so few people."""
    held = []
    for one in np.unique(person):
        rest = person != one
        w, radius, error, cls = (x[~rest] for x in known)
        factor, power = conformal(*(x[rest] for x in known), np.full(6, SHARE))
        inside = error <= w @ np.log(factor) + power * radius
        held.append([inside[cls == c].mean() for c in range(6)])
    doubt = np.std(held, 0, ddof=1) / np.sqrt(len(held))
    return np.clip(2 * SHARE - np.mean(held, 0) + doubt, SHARE, 0.95)


def hats(lab) -> np.ndarray:
    """[n, 6] weights of the calibration's nodes: linear between neighbours by predicted ITA, held outside."""
    return np.stack([np.interp(color.ita(lab), ITA_NODES, row) for row in np.eye(len(ITA_NODES))], 1)


def conformal(w, radius, error, cls, asked) -> tuple[np.ndarray, float]:
    """Factors at the nodes and a power, so that the share `asked` [6] of the errors of each TRUE class lies within PIVOT factor
    (radius / PIVOT)^power, and small and large radii hold alike. `radius`, `error`: ln over PIVOT. The prediction shrinks to the
    middle, so a radius that holds by predicted class misses the palest and the deepest faces: group-conditional conformal
    (Gibbs, Cherian, Candes 2023), solved by following the gap of each group."""
    share = np.stack([w[cls == c].mean(0) for c in range(6)])
    fifth = np.searchsorted(np.quantile(radius, [0.2, 0.4, 0.6, 0.8]), radius)
    lever = np.array([radius[fifth == k].mean() for k in range(5)]) - radius.mean()
    share_of = lambda held, group, n: np.bincount(group, held, n) / np.maximum(np.bincount(group, minlength=n), 1)  # noqa: E731
    log, power = np.full(w.shape[1], np.quantile(error - radius, asked.mean())), 1.0
    for _ in range(300):
        held = error <= w @ log + power * radius
        gap = asked - share_of(held, cls, 6)
        log += 0.3 * (share / share.sum(0)).T @ gap
        # neighbouring nodes stay alike: six classes barely tell six nodes apart
        log += 0.02 * (np.convolve(np.pad(log, 1, "edge"), [0.5, 0, 0.5], "valid") - log)
        power += 0.3 * float(lever @ (asked.mean() - share_of(held, fifth, 5))) / 5
    return np.exp(log), float(np.clip(power, 0.6, 1.2))


def sigma_ln_y(lab, cov) -> np.ndarray:
    """Standard deviation of ln Y of the skin that L* and its variance say."""
    return 3 * np.sqrt(cov[:, 0, 0]) / (np.maximum(lab[:, 0], 8) + 16)


def exposure_sigma(p: model.Posterior, cov, white) -> tuple[float, float]:
    """a, b of sigma(EV)^2 = a^2 + (b sigma(log2 Y))^2: how much light there is and how much of it the skin returns are one
    unknown. Least squares on the squared residuals, cut at their 99th percentile."""
    r = (p.light[:, 0] - np.log(np.exp(white) @ color.LUMA)) / np.log(2)
    y = np.minimum(r**2, np.percentile(r**2, 99))
    x = np.minimum(sigma_ln_y(p.lab, cov) / np.log(2), 3) ** 2
    sol, *_ = np.linalg.lstsq(np.stack([np.ones_like(x), x], 1), y, rcond=None)
    return float(np.sqrt(max(sol[0], 1e-4))), float(np.sqrt(max(sol[1], 0.0)))


def mode_of(card, n: int) -> np.ndarray:
    """[n] 0 without a card, 1 with a grey one, 2 with a colour card."""
    return np.zeros(n, int) if card is None else (card[:, 3] > 0).astype(int) + (card[:, 4] > 0)


def apply(p: model.Posterior, cal: dict, card=None):
    """Calibrated covariance and r90."""
    w = hats(p.lab)
    by = [cal[k] for k in ("none", "grey", "chart") if k in cal]
    mode = mode_of(card, len(w))
    at = lambda name: (w * np.array([c[name] for c in by])[mode]).sum(1)  # noqa: E731
    cov = p.cov * at("temperature")[:, None, None]
    power = np.array([c["power"] for c in by])[mode]
    return cov, PIVOT * at("r90") * (model.radius_of(p.lab, cov) / PIVOT) ** power


def row(p, cov, r90, lab) -> dict:
    de = color.delta_e2000(p.lab, lab)
    keep = np.argsort(r90)[: int(0.7 * len(r90))]
    mae = np.abs(p.lab - lab).mean(0)
    return {
        "mean": de.mean(),
        "median": np.median(de),
        "p90": np.percentile(de, 90),
        "best70": de[keep].mean(),
        "maeL": mae[0],
        "maeA": mae[1],
        "maeB": mae[2],
        "maeIta": np.abs(color.ita(p.lab) - color.ita(lab)).mean(),
        "cover90": (de <= r90).mean() * 100,
        "abstain": (r90 > 8).mean() * 100,
        "n": len(de),
    }


def scenario(e, cal, tokens, valid, lab, drop=(), card=None):
    v = valid.copy()
    for r in drop:
        v[:, r] = False
    t = np.where(v[..., None], tokens, 0)
    p = predict(e, t, v, card)
    cov, r90 = apply(p, cal, card)
    return p, cov, r90, row(p, cov, r90, lab)


def nist_captures(split: str) -> tuple[capture.Capture, subjects.Subjects]:
    """The ten measured people of a split, their own fitted skin, 400 captures each: as many captures as skin.md 8 asks of a
    hundred people."""
    fits, _, _ = nist_fits()
    rows = fits[subjects.people_rows(split)]
    base = {k: np.repeat(rows[:, i], 400).astype(np.float32) for i, k in enumerate(PARAMS)}
    rng = np.random.default_rng(99)
    s = subjects.from_base(rng, base)
    return capture.shoot(rng, s.refl, split), s


def nist_c3(e, cal) -> dict:
    """C3, on the people kept for testing."""
    c, s = nist_captures("test")
    out = {"C3 NIST people": scenario(e, cal, c.tokens, c.valid, s.lab)[3]}
    eyes = c.valid[:, 12] & c.valid[:, 13]
    out["C3 NIST people, both eyes seen"] = scenario(e, cal, c.tokens[eyes], c.valid[eyes], s.lab[eyes])[3]
    return out


def card_c2(e, cal) -> dict:
    """C2: a grey card of 16-90 %, and a ColorChecker, held beside the face (light on it within 6 % of the cheeks')."""
    out = {}
    for name, mode in (("grey card", "grey"), ("colour card", "chart")):
        d = dataset.make(4250, 12_000, 1, "test", mode=mode)
        t, v, card = d.tokens[:, 0], d.valid[:, 0], d.card[:, 0]
        read = card[:, 3] > 0
        p, cov, r90, _ = scenario(e, cal, t, v, d.lab, card=card)
        out[f"C2 {name}"] = part(p, cov, r90, d.lab, read)
        out[f"C2 {name}, both eyes seen"] = part(p, cov, r90, d.lab, read & v[:, 12] & v[:, 13])
        for k, tone in enumerate(color.ITA_CLASSES):
            out[f"C2 {name}, ITA {tone}"] = part(p, cov, r90, d.lab, read & (d.cls == k))
    return out


def part(p, cov, r90, lab, mask) -> dict:
    """Figures of some of the captures."""
    return row(model.Posterior(p.lab[mask], None, None, None), cov[mask], r90[mask], lab[mask])


def baselines_c1() -> dict:
    """Three readings without a net on 5,000 captures of the C1 recipe with something around the face."""
    rng = np.random.default_rng(4260)
    s = subjects.draw(rng, 5_000, "test")
    c = capture.shoot(rng, s.refl, "test", targets=baselines.surround(rng, len(s.lab)))
    read = {
        "baseline: cheek sRGB read literally": baselines.literal(c.tokens, c.valid),
        "baseline: grey-world white balance, then the cheek": baselines.grey_world(c.tokens, c.valid, c.targets),
        "baseline: HSV box and k-means (own rebuild)": baselines.hsv_kmeans(rng, c.tokens, c.valid),
        "baseline: mean skin": np.broadcast_to(s.lab.mean(0), s.lab.shape),
    }
    out = {}
    for name, lab in read.items():
        de = color.delta_e2000(lab, s.lab)
        by = {f"{k}": de[s.cls == i].mean() for i, k in enumerate(color.ITA_CLASSES)}
        ita = np.abs(color.ita(lab) - color.ita(s.lab)).mean()
        out[name] = {"mean": de.mean(), "median": np.median(de), "p90": np.percentile(de, 90), "maeIta": ita, "n": len(de), **by}
    return out


#: Names of the lights' slices, from their families in lights.py.
LIGHT_SLICES = {"daylight": ("daylight-window",), "incandescent": ("nist-incandescent",), "LED": ("cie-led-violet", "nist-led-phosphor-4"), "fluorescent": ("cie-fl3", "rit-lamps")}


def by_light(e, cal) -> dict:
    """2,000 captures in the lamps of each kind alone (test families)."""
    out = {}
    for i, (name, families) in enumerate(LIGHT_SLICES.items()):
        rng = np.random.default_rng(4270 + i)
        s = subjects.draw(rng, 2_000, "test")
        c = capture.shoot(rng, s.refl, "test", families=families)
        eyes = c.valid[:, 12] & c.valid[:, 13]
        p, cov, r90, _ = scenario(e, cal, c.tokens, c.valid, s.lab)
        out[f"light: {name}, both eyes seen"] = part(p, cov, r90, s.lab, eyes)
    return out


def report(e, cal) -> dict:
    d = dataset.make(4242, 10_000, 2, "test")
    tokens, valid = d.tokens[:, 0], d.valid[:, 0]
    lab, cls = d.lab, d.cls
    out = {}
    p, cov, r90, out["C1 all tokens seen or not"] = scenario(e, cal, tokens, valid, lab)
    eyes = valid[:, 12] & valid[:, 13]
    out["C1 both eyes seen"] = part(p, cov, r90, lab, eyes)
    out["C1 eyes, lips, forehead seen"] = part(p, cov, r90, lab, eyes & valid[:, 11] & valid[:, 0])
    for name, drop in (("no sclera", (12, 13)), ("no sclera, no lips", (11, 12, 13)), ("cheeks only", (0, 5, 6, 7, 8, 9, 10, 11, 12, 13))):
        out[f"C1 {name}"] = scenario(e, cal, tokens, valid, lab, drop)[3]
    monk = (color.ita(lab)[:, None] < color.MST_CUTS).sum(-1) + 1
    for k, name in enumerate(color.ITA_CLASSES):
        out[f"C1 ITA {name}"] = part(p, cov, r90, lab, cls == k)
        out[f"C1 ITA {name}, both eyes seen"] = part(p, cov, r90, lab, eyes & (cls == k))
    for name, lo, hi in (("1-4", 1, 4), ("5-7", 5, 7), ("8-10", 8, 10)):
        out[f"C1 Monk {name}, both eyes seen"] = part(p, cov, r90, lab, eyes & (monk >= lo) & (monk <= hi))
    out.update(by_light(e, cal))
    out.update(card_c2(e, cal))
    w = dataset.make(4243, 8_192, 1, "test", wild=1.0)
    q, qcov, qr90, out["wild recipe"] = scenario(e, cal, w.tokens[:, 0], w.valid[:, 0], w.lab)
    for k, name in enumerate(color.ITA_CLASSES):
        out[f"wild ITA {name}"] = part(q, qcov, qr90, w.lab, w.cls == k)
    rng = np.random.default_rng(7)
    s = subjects.draw(rng, 6_000, "test")
    c = capture.shoot(rng, s.refl, "test", cams=camera.measured())
    out["two measured cameras"] = scenario(e, cal, c.tokens, c.valid, s.lab)[3]
    out.update(nist_c3(e, cal))
    out.update(baselines_c1())
    two = predict(e, d.tokens[:, 1], d.valid[:, 1])
    out["same person, two captures (dE00 between outputs)"] = {"mean": color.delta_e2000(p.lab, two.lab).mean(), "n": len(lab)}
    out["MST"] = mst_scores(model.Posterior(p.lab, cov, p.light, p.mst), lab)
    out["light head"] = light_scores(p, cov, d.white[:, 0], cal)
    return {k: {a: round(float(b), 3) for a, b in v.items()} for k, v in out.items()}


def mst_scores(p, lab) -> dict:
    """Ranked probability score of the two ways to Monk probabilities, and agreement within one step."""
    truth = (color.ita(lab)[:, None] < color.MST_CUTS).sum(-1)
    step = np.arange(10)[None] >= truth[:, None]
    out = {}
    for name, q in (("head", model.mst_from_logits(p.mst)), ("posterior", model.mst_from_posterior(p))):
        out[f"rps_{name}"] = ((np.cumsum(q, 1) - step) ** 2).sum(1).mean()
        out[f"within1_{name}"] = (np.abs(q.argmax(1) - truth) <= 1).mean() * 100
        out[f"exact_{name}"] = (q.argmax(1) == truth).mean() * 100
    return out


def light_scores(p, cov, white, cal) -> dict:
    y = np.log(np.exp(white) @ color.LUMA)
    a, b = cal["exposure"]
    sigma = np.sqrt(a**2 + (b * sigma_ln_y(p.lab, cov) / np.log(2)) ** 2)
    within = np.abs(p.light[:, 0] - y) / np.log(2) / sigma
    return {
        "exposure_within_1_sigma": (within < 1).mean() * 100,
        "exposure_within_2_sigma": (within < 2).mean() * 100,
        "exposure_EV_mae": np.abs(p.light[:, 0] - y).mean() / np.log(2),
        "lnRG_mae": np.abs(p.light[:, 1] - (white[:, 0] - white[:, 1])).mean(),
        "lnBG_mae": np.abs(p.light[:, 2] - (white[:, 2] - white[:, 1])).mean(),
    }


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    a = ap.parse_args()
    e = model.load(a.run)
    cal = calibrate(e)
    out = report(e, cal)
    (a.run / "evaluation.json").write_text(json.dumps({"calibration": cal, "simulated": out}, indent=1))
    print(json.dumps(cal))
    for k, v in out.items():
        print(f"{k:45s}", " ".join(f"{a}={b}" for a, b in v.items()))


if __name__ == "__main__":
    main()
