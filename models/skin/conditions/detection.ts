import type { Lab } from '@carmine/color';
import type { Blob } from '../../../packages/skin/src/measures/blobs.ts';
import type { ConditionMap } from '../../../packages/skin/src/measures/condition.ts';
import { labelOf } from '../../../packages/skin/src/measures/condition.ts';
import { conditionOf } from '../../../packages/skin/src/measures/index.ts';
import { linesOf } from '../../../packages/skin/src/measures/lines.ts';
import { marksOf } from '../../../packages/skin/src/measures/marks.ts';
import { BARE, CALM, PLACES } from '../../../packages/skin/src/measures/places.ts';
import { readFace } from '../../../packages/skin/src/reading.ts';
import type { SkinLayers, SkinMark, SkinRecipe } from '../../../packages/skin/src/testing/skin-layers.ts';
import { layersOf, photograph, type Shot } from './rendered-skin.ts';

/** How often marks of one size are found, and how often what is found is one. */
export interface Detection {
  readonly found: number;
  readonly drawn: number;
  readonly right: number;
  readonly told: number;
}

export const f1 = ({ found, drawn, right, told }: Detection): number => {
  const [recall, precision] = [drawn ? found / drawn : 0, told ? right / told : 0];
  return recall + precision ? (2 * recall * precision) / (recall + precision) : 0;
};

export const sum = (list: readonly Detection[]): Detection =>
  list.reduce((s, d) => ({
    found: s.found + d.found,
    drawn: s.drawn + d.drawn,
    right: s.right + d.right,
    told: s.told + d.told,
  }));

/** The condition map of a rendered photograph, read with the true colour: what the measures themselves can tell. */
export const mapOf = (skin: { readonly lab: Lab; readonly recipe: SkinRecipe }, shot: Shot): ConditionMap => {
  const { image, frame } = photograph(skin, shot);
  const reading = readFace(image, frame, frame.faces[0]!);
  const map = conditionOf(reading, { lab: skin.lab });
  if (!map) throw new Error('a rendered face has no cheek');
  return map;
};

const inside = (
  map: ConditionMap,
  places: readonly (keyof typeof PLACES)[],
  m: SkinMark,
  layers: SkinLayers,
): boolean => {
  const scale = map.size / layers.size;
  const i = Math.floor(m.y * scale) * map.size + Math.floor(m.x * scale);
  return map.ok[i] === 1 && places.some((p) => PLACES[p].some((r) => labelOf(r) === map.labels[i]));
};

/** Spots or red marks of a size class: a mark is found when a blob covers its centre (or comes within its radius). */
export const detectMarks = (
  map: ConditionMap,
  recipe: SkinRecipe,
  what: { readonly kind: 'spot' | 'mark'; readonly from: number; readonly to: number },
): Detection => {
  const layers = layersOf(recipe, map.pxPerMm);
  const all = layers.marks.filter((m) => inside(map, what.kind === 'spot' ? CALM : BARE, m, layers));
  const marks = marksOf(map);
  const blobs = what.kind === 'spot' ? marks.spots : marks.blemishes;
  const scale = map.size / layers.size;
  const hits = (b: Blob, m: SkinMark): boolean => {
    const reach = Math.max(1, (m.diameter / 2) * map.perMm);
    return b.texels.some(
      (i) =>
        Math.hypot((i % map.size) + 0.5 - m.x * scale, Math.floor(i / map.size) + 0.5 - m.y * scale) <= reach,
    );
  };
  const drawn = all.filter((m) => m.kind === what.kind && m.diameter >= what.from && m.diameter < what.to);
  const told = blobs.filter((b) => b.diameter >= what.from * 0.9 && b.diameter < what.to * 1.25);
  return {
    drawn: drawn.length,
    found: drawn.filter((m) => blobs.some((b) => hits(b, m))).length,
    told: told.length,
    // A blob on any mark of its kind is right, whatever its size.
    right: told.filter((b) => all.some((m) => m.kind === what.kind && hits(b, m))).length,
  };
};

/** Lines by their texels: within 2 texels of the map (about 1 mm) of a drawn line. */
export const detectLines = (map: ConditionMap, recipe: SkinRecipe): Detection => {
  const layers = layersOf(recipe, map.pxPerMm);
  const scale = map.size / layers.size;
  const field = new Set(
    (['forehead', 'cheek-left', 'cheek-right', 'under-eye-left', 'under-eye-right'] as const).flatMap((p) =>
      PLACES[p].map(labelOf),
    ),
  );
  const drawn = new Set<number>();
  for (const line of layers.lines)
    for (let k = 0; k + 1 < line.points.length; k++) {
      const [[ax, ay], [bx, by]] = [line.points[k]!, line.points[k + 1]!];
      const steps = Math.ceil(Math.hypot(bx - ax, by - ay) * scale * 2) + 1;
      for (let s = 0; s <= steps; s++) {
        const run = (k + s / steps) / (line.points.length - 1);
        // The fading ends are no line.
        if (run < 0.12 || run > 0.88) continue;
        const [x, y] = [(ax + ((bx - ax) * s) / steps) * scale, (ay + ((by - ay) * s) / steps) * scale];
        const i = Math.floor(y) * map.size + Math.floor(x);
        if (map.ok[i] && field.has(map.labels[i]!)) drawn.add(i);
      }
    }
  const told = new Set(linesOf(map).flatMap((l) => [...l.texels]));
  const near = (set: ReadonlySet<number>, i: number): boolean => {
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -2; dx <= 2; dx++) if (set.has(i + dy * map.size + dx)) return true;
    return false;
  };
  return {
    drawn: drawn.size,
    found: [...drawn].filter((i) => near(told, i)).length,
    told: told.size,
    right: [...told].filter((i) => near(drawn, i)).length,
  };
};
