/** Measures the net on pictures with exact truth (python -m carmine_visibility.composites), cleaned as the product cleans its map.
 *  usage: tsx models/visibility/photographs/composites.ts <folder> [weights] [sheet.png] */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VISIBILITY_SIZE } from '@carmine/face';
import { PNG } from 'pngjs';
import { VisibilityNet } from '../../../packages/parsing/src/visibility/index.ts';
import { normalise } from '../../../packages/parsing/src/visibility/normalise.ts';
import { OverLips } from '../../../packages/parsing/src/visibility/over-lips.ts';
import { PRIOR_CHANNELS, PRIOR_SIZE } from '../../../packages/parsing/src/visibility/prior.ts';
import { refine } from '../../../packages/parsing/src/visibility/refine.ts';
import { Strands } from '../../../packages/parsing/src/visibility/strands.ts';
import { ThinThings } from '../../../packages/parsing/src/visibility/thin.ts';

const [folder = '', weights = join(import.meta.dirname, '../weights/visibility.bin'), sheet = ''] =
  process.argv.slice(2);
const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
const PRIOR = PRIOR_SIZE * PRIOR_SIZE * PRIOR_CHANNELS;
const ROW = TEXELS * 7 + PRIOR;
/** Covered in the map below one half; in truth from one half on, bare up to a tenth, of 255. */
const HALF = 128;
const BARE = 26;
/** Of each kind, so many pictures on the sheet. */
const SHOWN = 10;

interface Told {
  readonly kind: string;
  readonly face: string;
  readonly group: string;
}
/** Texels: `met` of `truth` (soft), hard ones for IoU, `wrong` of `bare`, and the same two on the lips. */
class Sums {
  truth = 0;
  met = 0;
  both = 0;
  any = 0;
  bare = 0;
  wrong = 0;
  lipTruth = 0;
  lipMet = 0;
  lipBare = 0;
  lipWrong = 0;
  worst = 0;
}

const told = JSON.parse(readFileSync(join(folder, 'composites.json'), 'utf8')) as Told[];
const bytes = readFileSync(join(folder, 'composites.bin'));
const net = VisibilityNet.fromWeights(new Uint8Array(readFileSync(weights)).buffer);
const colors = new Float32Array(TEXELS * 3);
const map = new Uint8Array(TEXELS);
const strands = new Strands();
const thin = new ThinThings();
const overLips = new OverLips();

const add = (
  sums: Sums,
  at: { prior: Uint8Array; truth: Uint8Array; lips: Uint8Array; inner: Uint8Array },
) => {
  let [bare, wrong] = [0, 0];
  for (let i = 0; i < TEXELS; i++) {
    const [x, y] = [i % SIZE, (i / SIZE) | 0];
    if (!at.prior[((y >> 1) * PRIOR_SIZE + (x >> 1)) * PRIOR_CHANNELS]) continue;
    const [truth, covered] = [at.truth[i]! / 255, map[i]! < HALF];
    const hard = at.truth[i]! >= HALF;
    sums.truth += truth;
    if (covered) sums.met += truth;
    if (covered && hard) sums.both++;
    if ((covered && at.inner[i] === 1) || hard) sums.any++;
    if (at.lips[i]) {
      sums.lipTruth += truth;
      if (covered) sums.lipMet += truth;
    }
    if (at.truth[i]! > BARE || !at.inner[i]) continue;
    bare++;
    if (covered) wrong++;
    if (!at.lips[i]) continue;
    sums.lipBare++;
    if (covered) sums.lipWrong++;
  }
  sums.bare += bare;
  sums.wrong += wrong;
  if (bare > 0) sums.worst = Math.max(sums.worst, wrong / bare);
};

const tables = new Map<string, Sums>();
const sumsOf = (name: string): Sums => {
  const sums = tables.get(name) ?? new Sums();
  tables.set(name, sums);
  return sums;
};
const shown = new Map<string, { rgba: Uint8Array; map: Uint8Array }[]>();
for (const [n, { kind, group }] of told.entries()) {
  const part = (from: number, length: number) =>
    new Uint8Array(bytes.buffer, bytes.byteOffset + n * ROW + from, length);
  const rgba = part(0, TEXELS * 4);
  const prior = part(TEXELS * 4, PRIOR);
  const [truth, lips, inner] = [0, 1, 2].map((k) => part(TEXELS * (4 + k) + PRIOR, TEXELS)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const data = new Uint8ClampedArray(rgba);
  normalise(data, prior, colors);
  const logits = net.run(colors, prior);
  strands.tell(data, prior, logits);
  thin.tell(colors, prior, logits);
  overLips.tell(data, prior, logits);
  refine(logits, prior, { out: map, sure: overLips.sure });
  const what = kind.startsWith('bare') ? kind : 'covered';
  const names = [
    `1 ${kind} / ${group.startsWith('head') ? 'heads' : group === 'turned' ? 'turned' : 'photographs'}`,
    `2 ${what} / ${group}`,
  ];
  for (const name of names) add(sumsOf(name), { prior, truth, lips, inner });
  const tiles = shown.get(names[0]!) ?? [];
  if (tiles.length < SHOWN) shown.set(names[0]!, [...tiles, { rgba, map: map.slice() }]);
}

const percent = (part: number, all: number): string =>
  all > 0 ? `${((100 * part) / all).toFixed(1)}`.padStart(5) : '    -';
console.log(`${''.padEnd(44)}  IoU found lips | false worst  lips (% of texels)`);
for (const [name, s] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    name.padEnd(44),
    s.any > 0 ? (s.both / s.any).toFixed(2) : '-',
    percent(s.met, s.truth),
    percent(s.lipMet, s.lipTruth),
    '|',
    percent(s.wrong, s.bare),
    percent(s.worst, 1),
    percent(s.lipWrong, s.lipBare),
  );

if (sheet) {
  const rows = [...shown].sort(([a], [b]) => (a < b ? -1 : 1));
  const png = new PNG({ width: SHOWN * SIZE, height: rows.length * SIZE });
  for (const [row, [, tiles]] of rows.entries())
    for (const [n, tile] of tiles.entries())
      for (let i = 0; i < TEXELS; i++) {
        const hide = 0.6 * (1 - tile.map[i]! / 255);
        const to = ((row * SIZE + ((i / SIZE) | 0)) * png.width + n * SIZE + (i % SIZE)) * 4;
        for (let k = 0; k < 4; k++) {
          const own = tile.rgba[i * 4 + k]!;
          png.data[to + k] = own + (k === 3 ? 0 : hide) * ((k === 0 ? 255 : 0) - own);
        }
      }
  writeFileSync(sheet, PNG.sync.write(png));
}
