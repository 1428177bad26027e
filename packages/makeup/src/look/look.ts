import { CarmineError } from '@carmine/errors';
import type { FoundationLayer, LipstickLayer, Look, LookLayer, ProductKind } from '../types.ts';
import { FOUNDATION_FINISHES, LIPSTICK_FINISHES } from './finishes.ts';

/** Layers a look may have. */
export const MAX_LAYERS = 12;

/** A look with nothing on it. */
export const EMPTY_LOOK: Look = { version: 1, layers: [] };

const FINISHES: Readonly<Record<ProductKind, readonly string[]>> = {
  lipstick: Object.keys(LIPSTICK_FINISHES),
  foundation: Object.keys(FOUNDATION_FINISHES),
};
const FIELDS = ['product', 'color', 'finish', 'coverage', 'intensity'];

/** `layer` is the index in `layers`, or null for a fault of the look itself. */
const fail = (layer: number | null, field: string, problem: string): never => {
  const where = layer === null ? 'look' : `layer ${layer}`;
  throw new CarmineError('look-invalid', {
    message: `${where}, field "${field}": ${problem}`,
    details: { layer, field },
  });
};

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneOf = (layer: number, field: string, value: unknown, allowed: readonly string[]): string =>
  typeof value === 'string' && allowed.includes(value)
    ? value
    : fail(layer, field, `expected one of ${allowed.join(', ')}; got ${shown(value)}`);

const unit = (layer: number, field: string, value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  // The comparison refuses NaN too.
  return typeof value === 'number' && value >= 0 && value <= 1
    ? value
    : fail(layer, field, `expected a number from 0 to 1; got ${shown(value)}`);
};

const parseLayer = (value: unknown, index: number): LookLayer => {
  if (!isRecord(value)) return fail(index, 'layers', `expected an object; got ${shown(value)}`);
  for (const key of Object.keys(value))
    if (!FIELDS.includes(key)) fail(index, key, `unknown field; known are ${FIELDS.join(', ')}`);
  const product = oneOf(index, 'product', value.product, Object.keys(FINISHES)) as ProductKind;
  const { color } = value;
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color))
    fail(index, 'color', `expected "#rrggbb"; got ${shown(color)}`);
  const finish = oneOf(index, 'finish', value.finish, FINISHES[product]);
  const coverage = unit(index, 'coverage', value.coverage);
  const intensity = unit(index, 'intensity', value.intensity);
  return {
    product,
    color: (color as string).toLowerCase(),
    finish,
    ...(coverage === undefined ? {} : { coverage }),
    ...(intensity === undefined ? {} : { intensity }),
  } as LipstickLayer | FoundationLayer;
};

/**
 * A look from JSON text or an already parsed value. Strict: an unknown product, field or value throws `look-invalid`
 * that names the layer (0-based) and the field, here and never in the middle of a frame.
 */
export const parseLook = (input: unknown): Look => {
  const value = typeof input === 'string' ? parseJson(input) : input;
  if (!isRecord(value)) return fail(null, 'layers', `expected an object with "layers"; got ${shown(value)}`);
  for (const key of Object.keys(value))
    if (key !== 'version' && key !== 'layers') fail(null, key, 'unknown field; known are version, layers');
  if (value.version !== 1) fail(null, 'version', `expected 1; got ${shown(value.version)}`);
  const { layers } = value;
  if (!Array.isArray(layers)) return fail(null, 'layers', `expected a list; got ${shown(layers)}`);
  if (layers.length > MAX_LAYERS) fail(null, 'layers', `at most ${MAX_LAYERS} layers; got ${layers.length}`);
  return { version: 1, layers: layers.map(parseLayer) };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CarmineError('look-invalid', { message: `The look is not JSON: ${String(cause)}`, cause });
  }
};

/** The look as JSON text; `parseLook` gives it back equal. */
export const serializeLook = (look: Look): string => JSON.stringify(look);
