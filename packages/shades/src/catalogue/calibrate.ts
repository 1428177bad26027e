import { hexToLab, labToHex } from '@carmine/color';
import { type Anchor, estimatedMap, type LineMap, looksLikeSwatches, mapFromAnchors } from './line-map.ts';
import type { Shade } from './shade.ts';

/** Colours that stand for skin: only of them is it known where they must lie. */
const SKIN_TYPES: ReadonlySet<Shade['type']> = new Set(['foundation', 'concealer']);

type Color = Shade['color'];

const measured = ({ trust }: Color): boolean => trust === 'T0' || trust === 'T1';

/** A Lab that is no more than its hex. */
const fromHex = ({ hex, lab }: Color): boolean => hexToLab(hex).every((v, i) => Math.abs(v - lab[i]!) < 0.02);

/** Read off a screen, a hex of the brand or of a picture, and not mapped before; a Lab that a brand publishes is numbers already. */
const published = (color: Color): boolean =>
  !measured(color) &&
  color.map === undefined &&
  (color.on === 'swatch-image' || color.geometry === 'image' || fromHex(color));

/** Measured shades that also say what the brand publishes. */
const anchorsOf = (line: readonly Shade[]): Anchor[] =>
  line.flatMap(({ color }) =>
    measured(color) && color.published ? [{ published: hexToLab(color.published), measured: color.lab }] : [],
  );

/** The map for the published shades of one line, and what it rests on; undefined when they stay as they are. */
const mapOf = (
  line: readonly Shade[],
): { readonly map: LineMap; readonly kind: 'anchors' | 'estimated' } | undefined => {
  const anchors = anchorsOf(line);
  if (anchors.length > 0) return { map: mapFromAnchors(anchors), kind: 'anchors' };
  const open = line.filter((s) => published(s.color));
  const skinLike = open.every((s) => SKIN_TYPES.has(s.type));
  return skinLike && looksLikeSwatches(open.map((s) => s.color.lab))
    ? { map: estimatedMap, kind: 'estimated' }
    : undefined;
};

const mapped = (shade: Shade, { map, kind }: NonNullable<ReturnType<typeof mapOf>>): Shade => {
  const { color } = shade;
  const { lab, sigma } = map(color.lab);
  // Anchors tell how far the line's pictures stray, so the trust level's own guess is set aside; an estimate only adds doubt.
  const wide = (k: 0 | 1 | 2): number =>
    kind === 'anchors' ? sigma[k] : Math.hypot(color.sigma[k], sigma[k]);
  return {
    ...shade,
    color: {
      ...color,
      lab,
      hex: labToHex(lab),
      published: color.hex,
      map: kind,
      sigma: [wide(0), wide(1), wide(2)],
    },
  };
};

/**
 * Published colours (T2, T3) brought to what an instrument would read, line by line: by the line's anchors, or, for foundations and concealers whose
 * colours lie off the skin as screen swatches do, by an estimate (skin.md 7.1). Measured shades and shades mapped before stay as they are.
 */
export const calibrateLines = (shades: readonly Shade[]): Shade[] => {
  const lines = new Map<string, Shade[]>();
  const keyOf = (s: Shade): string => JSON.stringify([s.brand, s.line, s.type]);
  for (const shade of shades) lines.set(keyOf(shade), [...(lines.get(keyOf(shade)) ?? []), shade]);
  const maps = new Map(
    [...lines].map(([key, line]) => [key, line.some((s) => published(s.color)) ? mapOf(line) : undefined]),
  );
  return shades.map((shade) => {
    const map = maps.get(keyOf(shade));
    return map && published(shade.color) ? mapped(shade, map) : shade;
  });
};
