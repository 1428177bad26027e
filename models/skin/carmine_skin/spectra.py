"""Measured spectra from ../shared/data/spectra (or $CARMINE_SPECTRA), on one grid: 400-700 nm, 10 nm, 31 samples."""

import csv
import os
from functools import cache
from pathlib import Path

import numpy as np

NM = np.arange(400, 701, 10).astype(np.float64)


def data_dir() -> Path:
    """Folder of the CSV files. README of the data folder names their sources and licences."""
    default = Path(__file__).resolve().parents[4] / "shared" / "data" / "spectra"
    return Path(os.environ.get("CARMINE_SPECTRA", default))


def have_data() -> bool:
    return (data_dir() / "nist-skin-reflectance.csv").exists()


@cache
def _read(name: str):
    with open(data_dir() / name, newline="") as f:
        rows = list(csv.reader(f))
    table = np.array([[float(c) if c else 0.0 for c in r] for r in rows[1:]])
    return rows[0][1:], table[:, 0], table[:, 1:]


def columns(name: str) -> list[str]:
    return _read(name)[0]


@cache
def load(name: str) -> np.ndarray:
    """[31, columns]. Line spectra are averaged over each 10 nm band (triangle), so no energy is lost between samples."""
    _, nm, y = _read(name)
    fine = np.arange(395, 706, 1.0)
    w = np.maximum(0, 1 - np.abs(fine[None] - NM[:, None]) / 10)
    w /= w.sum(1, keepdims=True)
    return np.stack([w @ np.interp(fine, nm, y[:, i]) for i in range(y.shape[1])], 1)


@cache
def cmf() -> np.ndarray:
    """CIE 1931 2 degree observer, [31, 3]."""
    return load("cie-1931-2deg-cmf.csv")


@cache
def d65() -> np.ndarray:
    return load("cie-illuminants.csv")[:, columns("cie-illuminants.csv").index("D65")]


@cache
def _xyz_weights() -> np.ndarray:
    w = cmf() * d65()[:, None]
    w = w / w[:, 1].sum()
    # Rescale so that a perfect white is the D65 white of color.py on this coarse grid too.
    return w * (np.array([0.95047, 1.0, 1.08883]) / w.sum(0))


def reflectance_to_xyz(r: np.ndarray) -> np.ndarray:
    """Reflectance [..., 31] -> XYZ under D65, 2 degree observer, white Y = 1."""
    return r @ _xyz_weights().astype(r.dtype)


def haemoglobin() -> np.ndarray:
    """[31, 2] molar extinction of oxy- and deoxyhaemoglobin, cm^-1/M (Prahl)."""
    return load("haemoglobin-prahl.csv")


def nist_people() -> np.ndarray:
    """[people, 31] mean of three forearm readings, specular included (NIST, doi 10.18434/M38597)."""
    y = load("nist-skin-reflectance.csv").T
    names = [c.split("_")[0] for c in columns("nist-skin-reflectance.csv")]
    ids = sorted(set(names))
    return np.stack([y[[i for i, n in enumerate(names) if n == p]].mean(0) for p in ids])
