"""Colour maths: sRGB, XYZ, CIELAB (D65, 2 degree observer), ITA, CIEDE2000. Works on numpy and on jax.numpy."""

import numpy as np

WHITE_D65 = np.array([0.95047, 1.0, 1.08883], np.float32)
# IEC 61966-2-1, linear sRGB -> XYZ (D65).
RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]],
    np.float32,
)
XYZ_TO_RGB = np.linalg.inv(RGB_TO_XYZ.astype(np.float64)).astype(np.float32)
LUMA = RGB_TO_XYZ[1]


def srgb_encode(x, xp=np):
    """Linear 0..1 -> sRGB-encoded 0..1 (exact piecewise curve)."""
    x = xp.clip(x, 0.0, None)
    return xp.where(x <= 0.0031308, 12.92 * x, 1.055 * xp.power(xp.maximum(x, 1e-9), 1 / 2.4) - 0.055)


def srgb_decode(v, xp=np):
    """sRGB-encoded 0..1 -> linear 0..1."""
    return xp.where(v <= 0.04045, v / 12.92, xp.power((xp.maximum(v, 0.0) + 0.055) / 1.055, 2.4))


def xyz_to_lab(xyz, xp=np):
    """XYZ with Y of white = 1 -> CIELAB, white D65."""
    t = xyz / WHITE_D65
    f = xp.where(t > 216 / 24389, xp.cbrt(xp.maximum(t, 1e-9)), (24389 / 27 * t + 16) / 116)
    return xp.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def rgb_to_lab(rgb, xp=np):
    """Linear sRGB -> CIELAB."""
    return xyz_to_lab(rgb @ RGB_TO_XYZ.T, xp)


def ita(lab, xp=np):
    """Individual typology angle, degrees: atan2(L* - 50, b*)."""
    return xp.degrees(xp.arctan2(lab[..., 0] - 50.0, lab[..., 2]))


ITA_CUTS = np.array([55.0, 41.0, 28.0, 10.0, -30.0])
ITA_CLASSES = ["very-light", "light", "intermediate", "tan", "brown", "dark"]
MST_CUTS = np.array([58, 50, 41, 28, 10, -10, -30, -48, -62.0])


def ita_class(lab):
    """Class 0 (very light) .. 5 (dark), Chardon / Del Bino cuts."""
    return (ita(lab)[..., None] < ITA_CUTS).sum(-1)


def delta_e2000(p, q, xp=np):
    """CIEDE2000 (Sharma, Wu, Dalal 2005), kL = kC = kH = 1. Guarded against zero chroma so that it can be differentiated."""
    eps = 1e-7
    l1, a1, b1 = p[..., 0], p[..., 1], p[..., 2]
    l2, a2, b2 = q[..., 0], q[..., 1], q[..., 2]
    c_bar = (xp.sqrt(a1 * a1 + b1 * b1 + eps) + xp.sqrt(a2 * a2 + b2 * b2 + eps)) / 2
    c7 = c_bar**7
    g = 0.5 * (1 - xp.sqrt(c7 / (c7 + 25.0**7) + eps * eps))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = xp.sqrt(a1 * a1 + b1 * b1 + eps), xp.sqrt(a2 * a2 + b2 * b2 + eps)
    h1 = xp.degrees(xp.arctan2(b1, a1 + xp.where(xp.abs(a1) + xp.abs(b1) < 1e-6, 1e-6, 0.0))) % 360
    h2 = xp.degrees(xp.arctan2(b2, a2 + xp.where(xp.abs(a2) + xp.abs(b2) < 1e-6, 1e-6, 0.0))) % 360
    dl, dc = l2 - l1, c2 - c1
    dh = h2 - h1
    dh = xp.where(dh > 180, dh - 360, xp.where(dh < -180, dh + 360, dh))
    d_hue = 2 * xp.sqrt(c1 * c2) * xp.sin(xp.radians(dh) / 2)
    lb, cb = (l1 + l2) / 2, (c1 + c2) / 2
    hb = xp.where(xp.abs(h1 - h2) <= 180, (h1 + h2) / 2, xp.where(h1 + h2 < 360, (h1 + h2 + 360) / 2, (h1 + h2 - 360) / 2))
    t = (
        1
        - 0.17 * xp.cos(xp.radians(hb - 30))
        + 0.24 * xp.cos(xp.radians(2 * hb))
        + 0.32 * xp.cos(xp.radians(3 * hb + 6))
        - 0.2 * xp.cos(xp.radians(4 * hb - 63))
    )
    sl = 1 + 0.015 * (lb - 50) ** 2 / xp.sqrt(20 + (lb - 50) ** 2)
    sc, sh = 1 + 0.045 * cb, 1 + 0.015 * cb * t
    cb7 = cb**7
    rt = -2 * xp.sqrt(cb7 / (cb7 + 25.0**7) + eps * eps) * xp.sin(xp.radians(60 * xp.exp(-(((hb - 275) / 25) ** 2))))
    e2 = (dl / sl) ** 2 + (dc / sc) ** 2 + (d_hue / sh) ** 2 + rt * (dc / sc) * (d_hue / sh)
    return xp.sqrt(xp.maximum(e2, 0.0) + 1e-10)
