/** Numbers of the pixel model, used by the CPU reference and the shaders alike. Lengths are mm on the face, light is linear. */

/** Luminance weights of linear sRGB (CSS Color 4). */
export const LUMA = [0.2126390058715102, 0.715168678767756, 0.0721923153607337] as const;

/** Standard deviations of the two lowpasses, rendering.md 1.2: pores, hair and fine lines lie above the first (at .75 mm freckles and
 *  creases lost a tenth of their contrast under full foundation), the light below the second. */
export const SIGMA_FINE_MM = 1;
export const SIGMA_COARSE_MM = 3;
/** ... and of the lowpass of all light of the lips: highlights stand out of it, the lower lip as a whole does not. */
export const SIGMA_AROUND_MM = 4;
/** Largest blur radius, grid texels. */
export const MAX_RADIUS = 24;
/** Most samples a grid texel averages along one axis. */
export const MAX_TAPS = 6;

/**
 * Luminance steps in the middle band up to this (natural log) count as albedo, larger ones as shading: a blemish is evened and
 * carried through the film, the edge of a shadow stays a shadow. Lips have little albedo structure, so less of theirs does.
 */
export const ALBEDO_STEP_SKIN = 0.2;
export const ALBEDO_STEP_LIP = 0.08;
/** ... and of those the share that is albedo, for a film to cover; the rest is relief: the folds and bumps of skin. */
export const ALBEDO_SHARE = 0.5;

/** Shading up to which light is the film's to change, and where it ends: what a face shows beyond is its sheen. */
export const SHEEN_FROM = 1.2;
export const SHEEN_MOST = 1.6;

/** Limits of a measured albedo (rendering.md 1.2, step 5). */
export const ALBEDO_MIN = 0.01;
export const ALBEDO_MAX = 0.95;
/** Limits of the fine relief n. */
export const RELIEF_MIN = 0.05;
export const RELIEF_MAX = 1.8;

/** Percentiles of the region statistics: the cheeks' diffuse luminance that stands for full light, and the least specular colours. */
export const P_ANCHOR = 0.5;
export const P_DIFFUSE = 0.17;
/** Percentile of the face's diffuse luminance that stands for its lit side, and the shading that a lit side has where the
 *  cheeks' mean is 1 (measured on heads: 1.05 to 1.1 in even light). An anchor below would call the lit side over-lit. */
export const P_LIT = 0.9;
export const LIT_SHADING = 1.12;
/** Brightest picture channel (linear) from which a camera's tone curve may bend it, and clips it: less and less does its colour say of
 *  specular light. */
export const CLIP_LO = 0.7;
export const CLIP_HI = 0.98;
/** Percentile of luminance that stands for a region's highlights. */
export const P_TOP = 0.98;
/** Upper bound of max/(max - min); greyer samples say nothing. */
export const R_MAX = 8;
/** Steps of the percentile bisection. */
export const BISECTIONS = 14;
/** Film thickness at the very edge of a product, share of its full thickness: below, more and more of the pixel is bare. */
export const EDGE_THICKNESS = 0.35;
/** Limits of lip luminance over the luminance around the lips: past them a beard or a shadow was measured, not skin. */
export const LIP_ANCHOR_MIN = 0.35;
export const LIP_ANCHOR_MAX = 2;
/** Noise of a camera channel at white, linear; shot noise, so it falls with the root of the signal. For the soft threshold 2 r sigma of the
 *  specular split (rendering.md 1.4). */
export const SIGMA_NOISE = 0.004;
/** Highlights lie where it is lit: luminance over the usual from which light may be specular, and from which all of it may. */
export const SPECULAR_FROM = 0.5;
export const SPECULAR_FULL = 0.95;
/** Specular light where nothing stands out: the Fresnel reflection, of a white surface's light. On skin, and on lips in their lowpass alone: pixel by
 *  pixel it is half of all light on deep ones, and their mottling made grey patches of it (0351). Luminance over the usual (skin's median; of lips,
 *  the lowpass round the place) from which light may be a highlight. */
export const GLOSS_FLOOR = 0.03;
export const GLOSS_RISE = 1.15;
/** Peak of the lips' highlights over their surroundings (Stats.lipPeak) up to which they show none, and from which they tell the light better
 *  than a model: on 50 photographs dry lips have 1.15 to 1.35, wet ones 1.5 to 2.4. */
export const PEAK_LO = 1.3;
export const PEAK_HI = 1.7;
/** Gloss lifts what stands out of the usual, told in spans between the usual and the peak: the middle and the slope of the rise, by how much
 *  light there grows, and up to which span. A steeper rise that ended early made flat, ragged patches of noisy pictures. */
export const HIGHLIGHT_MIDDLE = 1.05;
export const HIGHLIGHT_SLOPE = 4;
export const HIGHLIGHT_GAIN = 1.3;
export const HIGHLIGHT_MOST = 2;

/** Natural colour variation of skin as a share of its brightest channel; the split's threshold grows with it and with r,
 *  as its error does. */
export const SKIN_VARIATION = 0.035;

/** Luminance over the skin's median from which darkness stops being hair, brow or nostril. */
export const HAIR_LO = 0.12;
export const HAIR_HI = 0.38;

/** ... on the lids: folds and the half-shade among lashes wear shadow, solid lashes and hair before the eye do not. */
export const LASH_LO = 0.02;
export const LASH_HI = 0.12;

/** How dark the skin's light is round a place: texels and taps of that map, its blur, the floor of its logarithm, and the natural logarithm of the darkest
 *  shade under the median that is told from hair. */
export const SHADE_TEXELS = 64;
export const SHADE_TAPS = 4;
export const SIGMA_SHADE_MM = 5;
export const SHADE_LOG_FLOOR = 0.003;
export const SHADE_DARKEST = 2;
/** Shade is smooth (standard deviation of log luminance over 3 mm; hair is not) and not more neutral than the face (log(r/g) over the skin's; black hair is). */
export const SHADE_ROUGH_LO = 0.12;
export const SHADE_ROUGH_HI = 0.25;
export const SHADE_HUE_LO = -0.5;
export const SHADE_HUE_HI = -0.25;
/** Weight of the map (the share of inner face round a place) at which it says nothing, and from which it is believed. */
export const SHADE_RIM_LO = 0.1;
export const SHADE_RIM_HI = 0.6;

/** Where there may be no skin: luminance over the skin's median that is too dark for it, and over its brightest that is too bright. */
export const SKIN_DARK_LO = 0.12;
export const SKIN_DARK_HI = 0.5;
export const SKIN_BRIGHT = 1.2;
/** ... and distance from the skin's log(r/g), log(g/b): tolerance of neutral skin, its growth with the mean and with the spread over the
 *  face, and the limits in tolerances. */
export const SKIN_HUE_TOLERANCE = 0.12;
export const SKIN_HUE_GROWTH = 0.15;
export const SKIN_HUE_SPREAD = 1.8;
export const SKIN_HUE_LO = 0.8;
export const SKIN_HUE_HI = 1.5;
/** Keeps the logarithms of dark pixels from being noise. */
export const SKIN_HUE_FLOOR = 0.006;

/** How much of the colour of shade is the light's (bounced, sky) rather than the skin's, and the shading at which shade begins and is deep. */
export const SHADE_TINT = 0.8;
export const SHADE_FROM = 1.05;
export const SHADE_DEEP = 0.7;
/** Growth of that share with how much redder shade is than the face, and the limit of the tint. */
export const SHADE_WARM = 25;
export const TINT_MIN = 0.6;

/** A mouth-inside pixel is dark (luminance over the lip's median) ... */
export const CAVITY_LO = 0.3;
export const CAVITY_HI = 0.5;
/** ... or a tooth: brighter than the lip and less coloured (saturation over the lip's). */
export const TOOTH_LUMA_LO = 0.95;
export const TOOTH_LUMA_HI = 1.35;
export const TOOTH_SAT_LO = 0.6;
export const TOOTH_SAT_HI = 0.85;

/** Half the width of the lips' edge, mm and px, whichever is more: the vermilion border is some half a millimetre wide. */
export const LIP_EDGE_MM = 0.25;
export const LIP_EDGE_PX = 0.75;
/** ... and of the lids' margins: as sharp as a picture is. */
export const EYE_EDGE_MM = 0.1;
export const EYE_EDGE_PX = 0.6;

/** Way across a lip (0 outline, 1 mouth) over which an ombre's second shade comes in. */
export const OMBRE_FROM = 0.15;
export const OMBRE_TO = 0.8;
/** Two-tone: way along half the mouth from which the shades run into each other, and half the width of that at the corner, mm. */
export const TWO_TONE_CORNER = 0.75;
export const TWO_TONE_CORNER_MM = 1;
/** Share of a lip line that lies inside the outline; the pencil overdraws the lip a little and softens its edge inwards. */
export const LINE_INSIDE = 0.6;
/** Half the width of a lip line's edge, mm (rendering.md 1.5: .6 mm feather), and where across the lip, past the inner edge, it is gone. */
export const LINE_EDGE_MM = 0.3;
export const LINE_MOUTH = 1.15;

/** Tilt of a lip's surface (sine, away from the mouth's line) at its outline and its change across to the mouth's line: a half cylinder,
 *  its inner side rolled in. The lower lip is fuller. Towards the corners, from CORNER_FROM to CORNER_TO of half the width, lips roll out of the light. */
export const BULGE_OUTLINE = 0.66;
export const BULGE_ACROSS = -1.38;
export const BULGE_LOWER = 1.15;
export const BULGE_CORNER = -0.9;
export const CORNER_FROM = 0.3;
export const CORNER_TO = 0.85;

/** Body light that a wholly metallic film loses to its reflections (rendering.md 1.5: diffuse x .3), and the brightest channel of those. */
export const METAL_BODY = 0.7;
export const METAL_TOP = 0.9;
/** Surroundings that a wholly metallic film mirrors where the lamp's highlight is not: light of a white surface's at the sky side, the share of it
 *  that comes from below, and the height (y of the mirrored ray) between which they run into each other. */
export const METAL_ROOM = 0.5;
export const METAL_GROUND = 0.25;
export const METAL_HORIZON = 0.7;
/** Shading over which pearl comes out of the shadow: its light is the lamp's. */
export const PEARL_SHADE_LO = 0.45;
export const PEARL_SHADE_HI = 0.95;
/** Most light one lobe of pearl sends back, of a white surface's. */
export const PEARL_MOST = 0.6;
/** Growth of sheen towards grazing angles: (1 - cos)^p, and its scale. */
export const SHEEN_POWER = 2;
export const SHEEN_SCALE = 1.2;

/** Flakes: side of the smallest cell that holds one, mm, and the least px of a cell; below, neighbours merge. */
export const GLINT_CELL_MM = 0.35;
export const GLINT_CELL_PX = 2;
/** Millimetres of the face in one unit of the canonical UV, and of the mouth along the lip chart. */
export const UV_MM = 165;
export const LIP_ALONG_MM = 52;
/** Slopes of flakes: their spread over the film's roughness, and the half width of a flake's mirror. */
export const GLINT_SPREAD = 1.6;
export const GLINT_MIRROR = 0.13;
/** Radius of a flake in its cell, its brightness over the continuous pearl's, and the most it sends back. */
export const GLINT_RADIUS = 0.42;
export const GLINT_GAIN = 14;
export const GLINT_MOST = 1.2;

/** Visibility of a face's pixels: standard deviations of the guided upsampling, texels and encoded colour, and where seen begins and is whole. */
export const VISIBLE_TEXELS = 0.9;
export const VISIBLE_COLOUR = 0.09;
export const VISIBLE_LO = 0.3;
export const VISIBLE_HI = 0.7;
/** Light is read of what is plainly seen: a white mask outshines deep skin ten times, so a third of it is too much. Visibility from which a place counts, and
 *  wholly; and the weight of the rest, so that a face that is nowhere plain still tells something. */
export const CLEAR_LO = 0.6;
export const CLEAR_HI = 0.95;
export const CLEAR_REST = 0.01;
/** Share of the skin's samples that is hidden from which the forehead stands in, and wholly. */
export const FOREHEAD_FROM = 0.35;
export const FOREHEAD_TO = 0.65;
/** A forehead's lit skin over a whole face's, where it stands in: it looks up to the light (measured on 25 photographs). */
export const FOREHEAD_LIT = 1.15;

/** Dominant light when the picture tells none: above the camera. x right, y up, z to the camera. */
export const LIGHT_Y = 0.5;
export const LIGHT_Z = 0.85;

/** Amounts begin with a parabola that is a line from here on: a mask code more or less at the border, as rasterisers differ, changes no byte. */
export const ONSET = 0.05;
/** Least amount of product that is drawn: below, the pixel stays the camera's byte for byte. */
export const MIN_AMOUNT = 1 / 512;
