import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FoundationShade } from '@carmine/shades';
import { type CardReference, COLOR_CHECKER_24, type ShadeReference, type SkinReference } from '@carmine/skin';
import type { Terminal } from '../io/terminal.ts';
import { useCatalogue } from './catalogue-file.ts';
import { numbers, parseLab } from './numbers.ts';
import { usage } from './usage.ts';

/** What is known beside the pictures, as written on the command line. */
export interface ReferenceFlags {
  /** Eight numbers: the card's corners in every picture. */
  readonly card?: string;
  /** "grey", "grey:0.18", "colorchecker" or a JSON file. */
  readonly cardPatches?: string;
  /** L,a,b, or a sku of `--catalog`. */
  readonly shade?: string;
  readonly shadeSigma?: string;
  readonly catalog?: string;
}

type Point = readonly [number, number];
type CardFace = Pick<CardReference, 'columns' | 'rows' | 'patches'>;

/** Reflectance of the photographer's grey card. */
const GREY = 0.18;
/** Standard deviation of a shade given as a bare Lab: measured on a card (skin.md 7.1). */
const SHADE_SIGMA = 2;
/** What `@carmine/skin` takes as a standard deviation of a shade. */
const SIGMA = { least: 0.3, most: 30 } as const;
/** What it takes as the reflectance of a grey. */
const REFLECTANCE = { least: 0.02, most: 1 } as const;

/** The references of a run; undefined where none was given. Throws UsageError. */
export const referenceOf = (flags: ReferenceFlags, terminal: Terminal): SkinReference | undefined => {
  if (flags.cardPatches && !flags.card) throw usage('--card-patches goes with --card.');
  if (flags.shadeSigma && !flags.shade) throw usage('--shade-sigma goes with --shade.');
  if (flags.catalog && !flags.shade) throw usage('--catalog goes with --shade SKU.');
  const card = flags.card && parseCard(flags.card, flags.cardPatches ?? 'grey', terminal.cwd);
  const shade = flags.shade && shadeOf(flags, terminal);
  if (!card && !shade) return undefined;
  return { ...(card ? { card } : {}), ...(shade ? { shade } : {}) };
};

const parseCard = (text: string, patches: string, cwd: string): CardReference => {
  const v = numbers('--card', text);
  if (v.length !== 8 || v.some((n) => n < 0))
    throw usage(`--card ${text}: expected eight px, x,y of the four corners around the card.`);
  const at = (k: number): Point => [v[2 * k]!, v[2 * k + 1]!];
  return { corners: [at(0), at(1), at(2), at(3)], ...parsePatches(patches, cwd) };
};

const parsePatches = (text: string, cwd: string): CardFace => {
  if (text === 'colorchecker') return { columns: 6, rows: 4, patches: COLOR_CHECKER_24 };
  if (text === 'grey') return { patches: [GREY] };
  if (text.startsWith('grey:')) return { patches: [greyOf(text)] };
  return patchFile(text, cwd);
};

const greyOf = (text: string): number => {
  const [value] = numbers('--card-patches', text.slice('grey:'.length));
  if (value! >= REFLECTANCE.least && value! <= REFLECTANCE.most) return value!;
  throw usage(
    `--card-patches ${text}: a grey returns ${REFLECTANCE.least} to ${REFLECTANCE.most} of the light.`,
  );
};

/** {"columns", "rows", "patches"} as `@carmine/skin` takes them; what the patches are worth is checked with the picture. */
const patchFile = (label: string, cwd: string): CardFace => {
  const wrong = (why: string) =>
    usage(`--card-patches ${label}: ${why}`, {
      hint: 'grey, grey:0.18, colorchecker, or a JSON file {"columns":6,"rows":4,"patches":[..]}.',
    });
  let text: string;
  try {
    text = readFileSync(resolve(cwd, label), 'utf8');
  } catch (cause) {
    throw wrong((cause as Error).message);
  }
  try {
    const { columns = 1, rows = 1, patches } = JSON.parse(text) as Partial<CardFace>;
    if (Array.isArray(patches) && patches.length === columns * rows) return { columns, rows, patches };
  } catch (cause) {
    throw wrong(`not JSON: ${(cause as Error).message}`);
  }
  throw wrong('"patches" must list columns x rows colours.');
};

const shadeOf = ({ shade = '', shadeSigma, catalog }: ReferenceFlags, terminal: Terminal): ShadeReference => {
  const told = catalog
    ? catalogueShade(shade, catalog, terminal)
    : { lab: parseLab(shade, '--shade'), sigma: SHADE_SIGMA };
  return { ...told, ...(shadeSigma ? { sigma: parseShadeSigma(shadeSigma) } : {}) };
};

const parseShadeSigma = (text: string): number => {
  const values = numbers('--shade-sigma', text);
  const [sigma] = values;
  if (values.length === 1 && sigma! >= SIGMA.least && sigma! <= SIGMA.most) return sigma!;
  throw usage(`--shade-sigma ${text}: expected one number from ${SIGMA.least} to ${SIGMA.most}.`);
};

const catalogueShade = (sku: string, catalog: string, terminal: Terminal): ShadeReference => {
  const found = useCatalogue(catalog, terminal).find(
    (s): s is FoundationShade => s.sku === sku && (s.type === 'foundation' || s.type === 'concealer'),
  );
  if (!found) throw usage(`--shade ${sku}: not a foundation or concealer of ${catalog}.`);
  const { lab, sigma } = found.color;
  return { lab: [...lab], sigma: sigma.map((s) => Math.max(SIGMA.least, s)) as [number, number, number] };
};
