import { type FoundationShade, type MatchTarget, matchFoundation, type Shade } from '@carmine/shades';
import type { SkinColor } from '@carmine/skin';
import { createEngine } from '../engine/host.ts';
import { findInputs } from '../io/inputs.ts';
import { createWriter, toJson } from '../io/output.ts';
import { sayError, type Terminal } from '../io/terminal.ts';
import { useCatalogue } from './catalogue-file.ts';
import { numbers, parseLab } from './numbers.ts';
import { EXIT, type Paths, usage } from './usage.ts';

export interface MatchOptions {
  readonly lab?: string;
  readonly sigma?: string;
  readonly catalog: string;
  readonly type: string;
  readonly target: MatchTarget;
  readonly line?: string;
  /** sku of a foundation or concealer of the catalogue that is worn and fits. */
  readonly fits?: string;
  readonly top: string;
  readonly out?: string;
  readonly faceModel?: string;
}

interface Context {
  readonly terminal: Terminal;
  readonly paths: Paths;
}

/** A colour with its uncertainty; all the matcher needs. */
interface Skin {
  readonly lab: readonly [number, number, number];
  /** 3 x 3, row-major. */
  readonly cov: readonly number[];
}

/** One standard deviation for all axes, or one each. */
export const parseSigma = (text: string): [number, number, number] => {
  const values = numbers('--sigma', text);
  if (values.some((value) => value < 0 || value > 30)) throw usage(`--sigma ${text}: expected 0 to 30.`);
  if (values.length === 1) return [values[0]!, values[0]!, values[0]!];
  if (values.length !== 3) throw usage(`--sigma ${text}: expected one number or three.`);
  return values as [number, number, number];
};

const given = (options: MatchOptions): Skin & { sigma: readonly number[] } => {
  const lab = parseLab(options.lab!);
  const sigma = parseSigma(options.sigma ?? '1');
  const [l, a, b] = sigma.map((s) => s * s) as [number, number, number];
  return { lab, sigma, cov: [l, 0, 0, 0, a, 0, 0, 0, b] };
};

type FoundationType = FoundationShade['type'];

const checkedType = (type: string): FoundationType => {
  if (type === 'foundation' || type === 'concealer') return type;
  throw usage(`--type ${type}: expected foundation or concealer.`);
};

type ShelfQuery = Pick<MatchOptions, 'line' | 'fits'> & { readonly type: FoundationType };

/** Refuses a question the catalogue cannot answer, naming the types, lines and shades it has. */
const checkShelf = (all: readonly Shade[], { type, line, fits }: ShelfQuery): void => {
  const typed = all.filter((shade) => shade.type === type);
  if (!typed.length) throw usage(`--type ${type}: the catalogue has no such shade.`);
  if (line && !typed.some((shade) => shade.line === line)) {
    const lines = [...new Set(typed.map((shade) => shade.line))].join(', ');
    throw usage(`--line ${line}: not in the catalogue. Its lines: ${lines}.`);
  }
  if (fits && !all.some(({ sku, type: t }) => sku === fits && (t === 'foundation' || t === 'concealer')))
    throw usage(`--fits ${fits}: not a foundation or concealer of the catalogue.`);
};

/** Skin colour from a photograph; null with a reason where it cannot be told. */
const photographed = async (path: string, options: MatchOptions, { paths }: Context) => {
  const engine = createEngine({
    ...paths,
    ...(options.faceModel ? { faceModel: options.faceModel } : {}),
  });
  try {
    const { answer } = await engine.analyze(path);
    const skin: SkinColor | null = answer.report?.skin ?? null;
    const blocked = answer.report?.gates.find((gate) => gate.level === 'block');
    return { skin, reason: answer.report ? (blocked?.hint ?? 'not-measured') : 'no-face' };
  } finally {
    await engine.close();
  }
};

const parseTop = (text: string): number => {
  const top = Number(text);
  if (Number.isInteger(top) && top >= 1 && top <= 12) return top;
  throw usage(`--top ${text}: expected a whole number from 1 to 12.`);
};

/** `carmine match`: up to three shades for a photographed skin or a Lab. Resolves to the exit code. */
export const match = async (
  input: string | undefined,
  options: MatchOptions,
  context: Context,
): Promise<number> => {
  const { terminal } = context;
  if ((input === undefined) === (options.lab === undefined))
    throw usage('match takes a picture or --lab L,a,b, one of the two.');
  const type = checkedType(options.type);
  if (options.sigma && !options.lab) throw usage('--sigma goes with --lab.');
  const top = parseTop(options.top);
  const skinGiven = options.lab === undefined ? undefined : given(options);
  const shades = useCatalogue(options.catalog, terminal);
  const { line, fits } = options;
  const asked = { type, ...(line ? { line } : {}), ...(fits ? { fits } : {}) };
  checkShelf(shades, asked);
  const files =
    input === undefined ? [] : findInputs([input], { cwd: terminal.cwd, video: false, suffixes: ['.json'] });
  const file = files[0];
  if (files.length > 1) throw usage('match takes one picture, not a directory of several.');
  const emit = (result: object) => {
    const json = toJson({ version: 1, ...(input === undefined ? {} : { input }), ...result });
    if (!options.out) return terminal.out(json);
    const writer = createWriter(options.out, terminal.cwd, file ? [file.path] : []);
    terminal.out(writer.write(`${file?.name ?? 'match'}.json`, json));
  };
  try {
    if (file?.error) throw file.error;
    const { skin, reason } = skinGiven
      ? { skin: skinGiven, reason: '' }
      : await photographed(file!.path, options, context);
    if (!skin) {
      emit({ skin: null, matches: [], abstained: true, reason });
      return EXIT.ok;
    }
    const reading = 'confidence' in skin ? { reading: { confidence: skin.confidence } } : {};
    const result = matchFoundation(skin, shades, { ...asked, top, target: options.target, ...reading });
    // The reading as it was, and beside it what a shade that fits has made of it.
    const narrowed = fits ? { narrowed: result.skin } : {};
    emit({ ...result, skin: { ...result.skin, ...skin }, ...narrowed });
    return EXIT.ok;
  } catch (error) {
    sayError(terminal, error, input ? `${input}: ` : '');
    return EXIT.failed;
  }
};
