import { deltaE2000 } from '@carmine/color';
import { MEASURE_IDS } from '../../../packages/skin/src/measures/index.ts';
import type { MeasureId, SkinReport } from '../../../packages/skin/src/types.ts';
import { scoresOf } from './analyse.ts';
import { detectLines, detectMarks, f1, mapOf, sum } from './detection.ts';
import { backwards, type Climb, LADDERS, leak } from './ladders.ts';
import { person, TONE_IDS, TONES } from './people.ts';
import type { Repeats } from './repeats.ts';
import { GOOD_LIGHTS } from './shots.ts';
import { mean, pearson, repeatability, spearman } from './statistics.ts';

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |`).join('\n');
const num = (v: number, digits = 2): string => (Number.isFinite(v) ? v.toFixed(digits) : '-');

const rowsOf = (taken: readonly Repeats[], id: MeasureId, kind: 'burst' | 'relit') =>
  taken.map((t) => t[kind].map((r) => scoresOf(r)[id]));

export const repeatTable = (taken: readonly Repeats[]): string => {
  const told = (id: MeasureId): string => {
    const all = taken.flatMap((t) => [...t.burst, ...t.relit.slice(1)]);
    return `${Math.round((100 * all.filter((r) => scoresOf(r)[id] !== undefined).length) / all.length)} %`;
  };
  const worst = (id: MeasureId): string => {
    const sems = TONE_IDS.map(
      (tone) =>
        repeatability(
          rowsOf(
            taken.filter((t) => t.tone === tone),
            id,
            'relit',
          ),
        ).sem,
    );
    const known = sems.filter(Number.isFinite);
    return known.length ? `${num(Math.min(...known), 1)} - ${num(Math.max(...known), 1)}` : '-';
  };
  return table(
    ['measure', 'burst ICC', 'burst SEM', 'relit ICC', 'relit SEM', 'relit SEM by tone', 'told'],
    MEASURE_IDS.map((id) => {
      const [b, r] = [repeatability(rowsOf(taken, id, 'burst')), repeatability(rowsOf(taken, id, 'relit'))];
      return [id, num(b.icc), num(b.sem, 1), num(r.icc), num(r.sem, 1), worst(id), told(id)];
    }),
  );
};

/** Correlation of a score with L* over all faces. */
export const driftOf = (taken: readonly Repeats[], id: MeasureId): number => {
  const points = taken.flatMap((t) => {
    const scores = t.relit.flatMap((r) => scoresOf(r)[id] ?? []);
    return scores.length ? [[TONES[t.tone][0], mean(scores)] as const] : [];
  });
  return pearson(
    points.map((p) => p[0]),
    points.map((p) => p[1]),
  );
};

export const relitOf = (taken: readonly Repeats[], id: MeasureId): ReturnType<typeof repeatability> =>
  repeatability(rowsOf(taken, id, 'relit'));

/** Rank correlation of a climb's own values with its steps. */
export const rankOf = (climb: Climb): number =>
  spearman(
    climb.rows.map((_, step) => step),
    climb.rows.map((row) => row[climb.own].value),
  );

/** Leak of a ladder into another score, a share of its own points. */
export const leakOf = (climbs: readonly Climb[], ladder: string, other: MeasureId): number =>
  leak(
    climbs.filter((c) => c.ladder === ladder),
    other,
  );

export const driftTable = (taken: readonly Repeats[]): string => {
  const point = (t: Repeats, id: MeasureId): [number, number, number] | null => {
    const scores = t.relit.flatMap((r) => scoresOf(r)[id] ?? []);
    return scores.length ? [TONES[t.tone][0], mean(scores), t.person] : null;
  };
  return table(
    ['measure', 'r with L*', 'r within people', ...TONE_IDS.map((t) => `mean, ${t}`)],
    MEASURE_IDS.map((id) => {
      const points = taken.flatMap((t) => [point(t, id) ?? []].filter((p) => p.length));
      const own = (p: readonly number[]): number =>
        mean(points.filter((q) => q[2] === p[2]).map((q) => q[1]!));
      const by = TONE_IDS.map((tone) => {
        const list = points.filter((p) => p[0] === TONES[tone][0]);
        return list.length ? num(mean(list.map((p) => p[1]!)), 0) : '-';
      });
      const lightness = points.map((p) => p[0]!);
      return [
        id,
        num(driftOf(taken, id)),
        num(
          pearson(
            lightness,
            points.map((p) => p[1]! - own(p)),
          ),
        ),
        ...by,
      ];
    }),
  );
};

export const ladderTable = (climbs: readonly Climb[]): string =>
  table(
    ['layer', 'measure', 'tone', 'Spearman', 'steps back', 'values', 'scores'],
    climbs.map((c) => {
      const values = c.rows.map((r) => r[c.own].value);
      return [
        c.ladder,
        c.own,
        c.tone,
        num(rankOf(c), 3),
        backwards(c),
        values.map((v) => num(v, 1)).join(' '),
        c.rows.map((r) => r[c.own].score).join(' '),
      ];
    }),
  );

export const leakTable = (climbs: readonly Climb[]): string =>
  table(
    ['layer', ...MEASURE_IDS],
    LADDERS.map(({ name, own }) => [
      name,
      ...MEASURE_IDS.map((id) => {
        if (id === own) return '';
        return `${Math.round(100 * leakOf(climbs, name, id))} %`;
      }),
    ]),
  );

const SIZES = [
  ['spot', 0.8, 1.3],
  ['spot', 1.3, 2],
  ['spot', 2, 3],
  ['spot', 3, 5],
  ['mark', 2, 3],
  ['mark', 3, 6],
] as const;
const RESOLUTIONS = [2, 2.6, 3, 4, 6, 9] as const;

export const detectionTable = (): string => {
  const columns = RESOLUTIONS.flatMap((pxPerMm) =>
    (['light', 'dark'] as const).map((tone) => {
      const people = pxPerMm > 3.5 ? [1] : [1, 2];
      const skins = people.map((k) => ({
        ...person(9200 + k),
        spots: 16,
        freckles: 16,
        marks: 14,
        lines: 8,
      }));
      const maps = skins.map((recipe) =>
        mapOf({ lab: TONES[tone], recipe }, { light: GOOD_LIGHTS[0]!, pxPerMm }),
      );
      return [
        ...SIZES.map(([kind, from, to]) =>
          f1(sum(maps.map((m, i) => detectMarks(m, skins[i]!, { kind, from, to })))),
        ),
        f1(sum(maps.map((m, i) => detectLines(m, skins[i]!)))),
      ];
    }),
  );
  const names = [
    ...SIZES.map(([kind, from, to]) => `${kind === 'spot' ? 'spots' : 'red marks'} ${from}-${to} mm`),
    'lines',
  ];
  return table(
    ['F1 light / dark', ...RESOLUTIONS.map((r) => `${r} px/mm`)],
    names.map((name, i) => [
      name,
      ...RESOLUTIONS.map((_, c) => `${num(columns[2 * c]![i]!)} / ${num(columns[2 * c + 1]![i]!)}`),
    ]),
  );
};

/** SD of one place's score over relit pictures, points. */
const placeSem = (taken: readonly Repeats[], id: MeasureId): number => {
  const spreads: number[] = [];
  for (const t of taken) {
    const scores = new Map<string, number[]>();
    for (const report of t.relit)
      for (const r of report.measures.find((m) => m.id === id)!.regions)
        scores.set(r.id, [...(scores.get(r.id) ?? []), r.score]);
    for (const list of scores.values()) {
      if (list.length < 2) continue;
      const m = mean(list);
      spreads.push(list.reduce((s, v) => s + (v - m) ** 2, 0) / (list.length - 1));
    }
  }
  return Math.sqrt(mean(spreads));
};

const colourSem = (taken: readonly Repeats[]): number => {
  const labs = (reports: readonly SkinReport[]) => reports.flatMap((r) => (r.skin ? [r.skin.lab] : []));
  const squares = taken.flatMap((t) => {
    const list = labs(t.relit);
    return list.slice(1).map((lab) => deltaE2000([...lab], [...list[0]!]) ** 2 / 2);
  });
  return Math.sqrt(mean(squares));
};

/** The smallest error a score may claim, points: no picture was repeated on people. */
const LEAST = 3;
/** Pairs of readings of a hand colorimeter on one site differ by more than this (skin.md 0.4): a picture is no better, dE00. */
const LEAST_COLOUR = 1.5;

export const repeatFile = (taken: readonly Repeats[]): string => {
  const rows = MEASURE_IDS.map((id) => {
    const face = Math.max(LEAST, repeatability(rowsOf(taken, id, 'relit')).sem || LEAST);
    const place = Math.max(face, placeSem(taken, id) || face);
    return `  ${id.includes('-') ? `'${id}'` : id}: { face: ${num(face, 1)}, place: ${num(place, 1)} },`;
  });
  return `// Generated by models/skin/conditions/run.ts (pnpm skin:conditions): do not edit.
import type { MeasureId } from '../types.ts';

/** Standard error of each score between two pictures of one face in other light and pose, points: of the whole face, and of one
 *  part of it. Measured on renders, at least ${LEAST}. */
export const REPEAT: Readonly<Record<MeasureId, { readonly face: number; readonly place: number }>> = {
${rows.join('\n')}
};

/** Standard error of the skin's colour between two pictures of one face, dE00. */
export const COLOUR_REPEAT = { dE00: ${num(Math.max(LEAST_COLOUR, colourSem(taken)), 1)} } as const;
`;
};
