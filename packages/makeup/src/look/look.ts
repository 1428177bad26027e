import { hexToLinear, linearToHex, mixPigments } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { filmsOf, PRODUCT_KINDS, productSpec } from '../layers/index.ts';
import type { Look, LookLayer, MixPart, ProductKind } from '../types.ts';
import { faults, isRecord, oneOf, shown } from './fields.ts';
import { filmLimit } from './film-table.ts';

/** Layers a look may have. */
export const MAX_LAYERS = 12;

/** A look with nothing on it. */
export const EMPTY_LOOK: Look = { version: 1, layers: [] };

/** `layer` is the index in `layers`, or null for a fault of the look itself. */
const fail = (layer: number | null, field: string, problem: string): never => {
  const where = layer === null ? 'look' : `layer ${layer}`;
  throw new CarmineError('look-invalid', {
    message: `${where}, field "${field}": ${problem}`,
    details: { layer, field },
  });
};

const PRODUCT = oneOf(...PRODUCT_KINDS);

const parseLayer = (value: unknown, index: number): LookLayer => {
  if (!isRecord(value)) return fail(index, 'layers', `expected an object; got ${shown(value)}`);
  const { product, ...rest } = value;
  const named = PRODUCT.read(product);
  if ('problem' in named) return fail(index, 'product', named.problem);
  const { fields } = productSpec(product as ProductKind);
  const out: Record<string, unknown> = { product };
  for (const fault of faults(rest, fields, out)) fail(index, fault.field, fault.problem);
  if ('color' in fields) out.color = colorOf(out, index);
  return out as unknown as LookLayer;
};

/** The layer's colour: its own or its mix's. */
const colorOf = (layer: Record<string, unknown>, index: number): string => {
  const { color, mix } = layer as { color?: string; mix?: readonly MixPart[] };
  if (!mix) return color ?? fail(index, 'color', 'expected "#rrggbb"; got missing');
  const mixed = linearToHex(
    mixPigments(mix.map(({ color: part, parts }) => ({ masstone: hexToLinear(part), parts }))),
  );
  return color === undefined || color === mixed
    ? mixed
    : fail(index, 'color', `expected none beside "mix", or ${mixed} that it gives; got ${shown(color)}`);
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
  const parsed = layers.map(parseLayer);
  checkFilms(parsed);
  return { version: 1, layers: parsed };
};

/** Refuses what the engine has no room for, at the first layer that is too much. */
const checkFilms = (layers: readonly LookLayer[]): void => {
  if (filmLimit(filmsOf(layers)) === null) return;
  layers.forEach((_, i) => {
    const problem = filmLimit(filmsOf(layers.slice(0, i + 1)));
    if (problem) fail(i, 'layers', `with this layer ${problem}`);
  });
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
