"""How captures spread: `PAPER` is skin.md 3.4, which the figures are drawn from; `WILD` is photographs as people take them,
drawn until its tokens lay as those of real photographs do (docs/decisions/0448)."""

from dataclasses import dataclass


@dataclass
class Recipe:
    """Spread of a capture: means, spreads (sd) and ranges."""

    ev_sd: float = 0.35
    wb_by: float = 0.075
    wb_gm: float = 0.025
    gamma_sd: float = 0.06
    s_curve: float = 0.03
    tone_map: float = 0.3
    #: Rendering of skin that is not the matrix: share of captures, ln gain of R, G, B on skin only, and its spread.
    look_share: float = 0.25
    look: tuple[float, float, float] = (0.0, 0.0, 0.0)
    look_sd: float = 0.03
    #: Range of the lids' shading of the eye's white (skin.md 3.2).
    lid: tuple[float, float] = (0.55, 0.95)
    #: Mean share of skin and lashes in the eye's white.
    eye_mix: float = 0.08
    #: Share of scenes with a hard side or top light; share of regions then in cast shadow.
    hard: float = 0.06
    cast: float = 0.08
    #: Share of regions partly under hair, glasses rims or hands, unseen by the gates.
    hair: float = 0.02
    #: Diffuse Fresnel reflection left in a region's median, as reflectance.
    surface: tuple[float, float] = (0.01, 0.04)
    saturation: tuple[float, float] = (0.9, 1.25)
    #: Mean of the tone curve's S: > 0 adds contrast and, channel by channel, chroma.
    contrast: float = 0.01
    #: Exponent range of the face exposure: 0 leaves the scene's exposure, 1 makes every face equally bright.
    face_ae: tuple[float, float] = (0.2, 0.7)
    #: Spread of the regions' mirrored light beyond that, as reflectance.
    sheen: float = 0.012
    #: Share of pictures whose blacks are lifted (haze, matte looks), and by how much at most, encoded.
    lifted: float = 0.0
    lift: float = 0.15
    #: Mean of the exposure, stops.
    ev: float = 0.0
    #: Strength of the light's relief: gradients over the face, bright nose, dark corners (1: soft portrait light).
    relief: float = 1.0
    #: Shading of each region of its own, and of each eye's white, ln sd.
    own: float = 0.07
    eye_own: float = 0.04
    #: Colour the light of each region has of its own beside the lamps' (bounce, foliage, make-up): ln R/G and ln B/G, mean sd.
    tint: float = 0.0
    #: ln R/G gained, and .6 as much ln B/G lost, for each ln of shade, mean: light in shade has met skin before.
    redden: float = 0.0
    #: Shade of the lips' folds and the mouth's line, ln mean.
    folds: float = 0.0
    #: Share of the mirrored light over the skin's own that spreads a region's light (ln sd), beside its peaks.
    gloss: float = 0.0
    #: Spread of how oily a face is: ln of the sheen of all its regions, sd.
    oil: float = 0.0
    #: How uneven the surroundings are that the skin mirrors: sky above, clothes below, a window aside.
    sky: float = 0.0
    #: Mean ln of the pixels' upper tail against a normal's: most pixels lie below a light's middle in shade.
    tail: float = 0.0
    #: How much light falls off from what faces the viewer, ln for each unit of cosine, mean.
    front: float = 0.0
    #: Encoded value below which a picture's darks are deepened (filmic toe), at most.
    toe: float = 0.0


PAPER = Recipe()
WILD = Recipe(
    ev_sd=0.5,
    ev=-0.15,
    face_ae=(-0.15, 0.15),
    wb_by=0.075,
    wb_gm=0.03,
    gamma_sd=0.09,
    s_curve=0.05,
    contrast=0.04,
    toe=0.2,
    lifted=0.2,
    tone_map=0.5,
    saturation=(0.95, 1.45),
    look_share=0.8,
    look=(0.10, -0.06, 0.03),
    look_sd=0.035,
    hard=0.3,
    cast=0.2,
    relief=2.0,
    front=1.0,
    own=0.12,
    tint=0.04,
    redden=0.18,
    folds=0.5,
    surface=(0.005, 0.05),
    sheen=0.02,
    oil=0.8,
    sky=1.4,
    gloss=0.25,
    tail=-0.4,
    hair=0.12,
    lid=(0.2, 0.95),
    eye_mix=0.2,
    eye_own=0.25,
)
