import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@carmine/cli';
import type { ProductKind } from '@carmine/makeup';
import { facePath, hasData, SKIP_DATA } from '../../support/paths.ts';
import { COVERS, type Cover, covered } from '../cases/covers.ts';
import type { Rgba } from '../measure/color.ts';
import { beside, boxAround, cropTo, toPng } from '../picture.ts';
import type { Figure, Row } from '../report.ts';
import { type Context, LOOK, type Rendered } from './context.ts';

/** Faces that look about straight on, Monk 2 to 9 as estimated; never trained on. */
const FACES = ['035', '041', '047', '057', '073', '079'] as const;
const PRODUCTS = ['foundation', 'lipstick'] as const satisfies readonly ProductKind[];
/** Product counts as worn from half its full amount, on the bare face and before the thing alike. */
const HALF = 128;
/** Hidden for sure and surely not, of 255. */
const [HIDDEN, SEEN] = [230, 5];
/** Wide things; the thin ones are a texel or two of the map wide. */
const WIDE: readonly Cover[] = ['hand', 'cup', 'phone', 'mask'];
/** Most of the product under wide things that may be worn. What is lost beside them is told: it holds the shift of the landmarks, too. */
const UNDER = 0.05;
/** More than this lost beside things is a fault. */
const LOST_SOUND = 0.2;

/** Pixels that wear a product on the bare picture: `under` things (`painted`: still) and `beside` them (`lost`: no more). */
interface Sums {
  under: number;
  painted: number;
  beside: number;
  lost: number;
}
const none = (): Sums => ({ under: 0, painted: 0, beside: 0, lost: 0 });

const add = (sums: Sums, bare: Uint8Array, worn: Uint8Array, hidden: Uint8Array): void => {
  for (let i = 0; i < bare.length; i++) {
    if (bare[i]! < HALF) continue;
    const is = worn[i]! >= HALF;
    if (hidden[i]! >= HIDDEN) {
      sums.under++;
      if (is) sums.painted++;
    } else if (hidden[i]! <= SEEN) {
      sums.beside++;
      if (!is) sums.lost++;
    }
  }
};

const percent = (part: number, all: number): string => (all ? `${((100 * part) / all).toFixed(1)} %` : '-');

const wear = (context: Context, path: string): Promise<Rendered> =>
  context.render(path, { look: LOOK, backend: 'cpu', masks: PRODUCTS });

const drawnFile = (name: string, image: Rgba): string => {
  const path = join(tmpdir(), `carmine-${process.pid}-${name}.png`);
  writeFileSync(path, encodePng({ ...image, channels: 4 }));
  return path;
};

type Table = Record<Cover, Record<(typeof PRODUCTS)[number], Sums>>;

const measureFace = async (context: Context, id: string, table: Table, figures: Figure[]): Promise<void> => {
  const bare = await wear(context, facePath(id));
  const { width, height } = bare.source;
  const landmarks = bare.answer.faces[0]!.landmarks.map(([x, y]): [number, number] => [
    x * width,
    y * height,
  ]);
  const box = boxAround(landmarks, bare.source, 0.15);
  const pictures: Rgba[] = [];
  for (const cover of COVERS) {
    const { image, hidden } = covered(bare.source, cover, (i) => landmarks[i]!);
    const worn = await wear(context, drawnFile(`${id}-${cover}`, image));
    for (const product of PRODUCTS)
      add(
        table[cover][product],
        bare.masks.get(product)!,
        worn.masks.get(product) ?? new Uint8Array(hidden.length),
        hidden,
      );
    pictures.push(worn.image);
  }
  const picture = beside(pictures.map((image) => cropTo(image, box, 150)));
  figures.push(context.gallery.add(`occlusion-${id}`, toPng(picture), `${id}: ${COVERS.join(', ')}`));
};

/** Things drawn before photographs, through tracker, reader and renderer: what is painted on them, and what is lost beside them. */
export const occlusionRows = async (context: Context): Promise<Row[]> => {
  const about = {
    id: 'occlusion',
    title: 'Things in front of the face',
    target: `product worn under hand, cup, phone, mask at most ${100 * UNDER} %`,
    how: `Foundation and lipstick on ${FACES.length} photographs (Monk 2 to 9), bare and with something drawn before the face; pixels that wear at least half the product's full amount when bare.`,
  };
  if (!hasData('faces')) return [{ ...about, measured: SKIP_DATA, outcome: 'skipped' }];
  const table = Object.fromEntries(
    COVERS.map((cover) => [cover, { foundation: none(), lipstick: none() }]),
  ) as Table;
  const figures: Figure[] = [];
  for (const id of FACES) await measureFace(context, id, table, figures);
  const all = none();
  for (const cover of WIDE)
    for (const product of PRODUCTS)
      for (const key of Object.keys(all) as (keyof Sums)[]) all[key] += table[cover][product][key];
  const [under, lost] = [all.painted / all.under, all.lost / all.beside];
  const told = (cover: Cover): string => {
    const { foundation, lipstick } = table[cover];
    return `${cover} ${percent(foundation.painted, foundation.under)}, lips ${percent(lipstick.painted, lipstick.under)}`;
  };
  return [
    {
      ...about,
      measured: `worn under ${percent(under, 1)}, lost beside ${percent(lost, 1)}; worn under each: ${COVERS.map(told).join('; ')}`,
      value: under,
      outcome: under <= UNDER ? 'pass' : 'fail',
      sound: under <= 3 * UNDER && lost <= LOST_SOUND,
      details: table,
      figures,
    },
  ];
};
