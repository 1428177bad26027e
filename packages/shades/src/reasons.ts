/**
 * Every reason key a match can carry, with what its numbers mean. Keys and numbers only: the words are in @carmine/elements,
 * templates in three languages in docs/guide/reasons.md. Signs: > 0 is lighter, more vivid, warmer (yellower) than the skin.
 * `dE` is the part's size in CIEDE2000 steps (1 = just noticeable), signed like the CIELAB part beside it.
 */
export const REASON_KEYS = {
  'target.brighten':
    'Aimed {dL} L* lighter than the skin: half to one shade, the usual advice for a concealer under the eyes.',
  'wish.lighter': 'Wished {dE} noticeable steps lighter than the skin.',
  'wish.deeper': 'Wished {dE} noticeable steps deeper than the skin.',
  'wish.warmer': 'Wished {dE} noticeable steps warmer than the skin.',
  'wish.cooler': 'Wished {dE} noticeable steps cooler than the skin.',
  'wish.even': 'Wished to even out: {p} of a flush is hidden by this film, 0..1.',
  'jaw.lighter':
    'Aimed at the jaw, {dE} steps lighter than the cheek; {p} = weight of jaw and chin in the target.',
  'jaw.deeper': 'Aimed at the jaw, {dE} steps deeper than the cheek; {p}.',
  'jaw.warmer': 'Aimed at the jaw, {dE} steps warmer than the cheek; {p}.',
  'jaw.cooler': 'Aimed at the jaw, {dE} steps cooler than the cheek; {p}.',
  'depth.same': 'The worn colour is as light as the skin: {dL} L*, {dE} steps, within 1 step.',
  'depth.touch-lighter': 'Between 1 and 2.5 steps lighter: {dL}, {dE}.',
  'depth.lighter': 'More than 2.5 steps lighter: {dL}, {dE}.',
  'depth.touch-deeper': 'Between 1 and 2.5 steps deeper: {dL} < 0, {dE} < 0.',
  'depth.deeper': 'More than 2.5 steps deeper: {dL} < 0, {dE} < 0.',
  'undertone.same':
    'Hue within 1 step: {dH}, {dE}; {skin} = the likely undertone of the skin, {p} its probability.',
  'undertone.warmer': 'Warmer by more than 1 step: {dH} > 0, {dE} > 0; {skin}, {p}.',
  'undertone.cooler': 'Cooler by more than 1 step: {dH} < 0, {dE} < 0; {skin}, {p}.',
  'chroma.fuller': 'More vivid by more than 1 step: {dC} > 0, {dE} > 0.',
  'chroma.softer': 'Greyer by more than 1 step: {dC} < 0, {dE} < 0.',
  'coverage.sheer': 'Contrast ratio {cr} up to .45: the skin shows through and forgives a small difference.',
  'coverage.medium': 'Contrast ratio {cr} between .45 and .75.',
  'coverage.full': 'Contrast ratio {cr} over .75: what is in the bottle is what is seen.',
  'confidence.high': 'The reading is good: 90 % lie within {r90} dE00 (<= 3.5).',
  'confidence.medium': '90 % lie within {r90} dE00 (<= 5.5).',
  'confidence.low': '90 % lie within {r90} dE00 (<= 8).',
  'confidence.abstain': '90 % lie only within {r90} dE00 (> 8): not good enough for one shade.',
  'reading.cause': 'Why the reading is not better: {cause} = id of the quality gate that warned.',
  'reading.fits': 'Read together with {sku}, which the customer says fits.',
  'reading.fits-not': '{sku}, said to fit, lies too far from what the picture shows; the picture was kept.',
  'reading.light': 'The light of the picture: {light} = warm, neutral or cool.',
  'reading.when': 'When and in what light the reading was made: {date} ISO 8601, {light} = key or "unknown".',
  'data.published': 'Shade colour as published by the brand (T2): {sigma} = its standard deviation in L*.',
  'data.swatch': 'Shade colour taken from a picture (T3), a rough guide: {sigma}.',
  'data.mapped':
    'Shade colour as published, corrected by shades of its line that were measured: {sigma} = its standard deviation in L*.',
  'data.estimated': 'Shade colour estimated from a picture, no shade of its line was measured: {sigma}.',
  'oxidation.included':
    'The shade darkens as it settles; the match is for the worn colour: {dL}, {da}, {db} after {minutes} min.',
  'neighbour.lighter': 'This alternative is {dE00} dE00 lighter than the closest shade {sku}.',
  'neighbour.darker': 'This alternative is {dE00} dE00 deeper than {sku}.',
  'neighbour.warmer': 'This alternative is {dE00} dE00 warmer than {sku}.',
  'neighbour.cooler': 'This alternative is {dE00} dE00 cooler than {sku}.',
  'neighbour.similar': 'This alternative lies within a noticeable step of {sku}: {dE00} dE00.',
  'lip.close': 'On these lips it differs from the bare lip by {dE00} dE00 only: your lips, but better.',
  'lip.visible': 'On these lips it differs from the bare lip by {dE00} dE00.',
  'lip.deeper': 'Deeper than the bare lip: {dL} < 0 L*.',
  'lip.lighter': 'Lighter than the bare lip: {dL} > 0 L*.',
  'lip.vivid': 'More vivid than the bare lip: {dC} > 0.',
  'lip.true': 'Shows on these lips as in the bullet: {dE00} dE00 between the two (<= 5).',
  'lip.shifts': 'The lip shows through: worn colour and bullet differ by {dE00} dE00.',
  'lip.pale': 'Lighter than the skin around by {dL} L*: may look pale.',
  'lip.family': 'Worn, it belongs to the family {family}.',
} as const satisfies Record<string, string>;

export type ReasonKey = keyof typeof REASON_KEYS;

/** One reason: a key of {@link REASON_KEYS} and its numbers, rounded to two decimals. */
export interface Reason {
  readonly key: ReasonKey;
  readonly values: Readonly<Record<string, number | string>>;
}

const round = (x: number): number => Math.round(x * 100) / 100 + 0;

/** A reason with its numbers rounded to two decimals. */
export const reason = (key: ReasonKey, values: Readonly<Record<string, number | string>>): Reason => ({
  key,
  values: Object.fromEntries(
    Object.entries(values).map(([k, x]) => [k, typeof x === 'number' ? round(x) : x]),
  ),
});

/** Why no single shade is named. */
export const ABSTAIN_REASONS = {
  'no-candidates': 'No active shade of this type (and line) is in the catalogue.',
  'reading-too-uncertain':
    'The skin reading is too uncertain (r90 > 8 dE00): better light, or a depth picked by hand.',
  'out-of-range': 'The line has no shade within reach of this skin; the nearest are listed.',
  'low-confidence': 'The reading is of low confidence: a range and a test on the jaw instead of one shade.',
  'several-equally-likely': 'No shade has a 35 % chance of being the best: try the range on the jaw.',
} as const satisfies Record<string, string>;

export type AbstainReason = keyof typeof ABSTAIN_REASONS;
