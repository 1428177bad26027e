import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { toCarmineError } from '@carmine/errors';
import { type Look, parseLook } from '@carmine/makeup';
import { layerOf, type Shade } from '@carmine/shades';
import { UsageError, usage } from './usage.ts';

const readText = (path: string, label: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw usage(`--look ${label} cannot be read: ${(cause as Error).message}`, { cause });
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A layer `{"sku": ...}` becomes the product of that shade; its other fields override the shade's. */
const resolveSku = (layer: unknown, index: number, shades: readonly Shade[] | undefined): unknown => {
  if (!isRecord(layer) || !('sku' in layer)) return layer;
  const { sku, ...own } = layer;
  const where = `layer ${index}, field "sku"`;
  if (!shades) throw usage(`${where}: needs --catalog FILE.`, { code: 'look-invalid' });
  const shade = shades.find((s) => s.sku === sku);
  if (!shade)
    throw usage(`${where}: no shade ${JSON.stringify(sku)} in the catalogue.`, { code: 'shade-unknown' });
  const { color, ...worn } = layerOf(shade);
  // A mix gives the colour itself: the shade's would stand against it.
  return { ...worn, ...('mix' in own || color === undefined ? {} : { color }), ...own };
};

/** A look from JSON text, skus replaced by their shades. @throws UsageError naming layer and field */
export const resolveLook = (text: string, shades?: readonly Shade[]): Look => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw usage(`The look is not JSON: ${(cause as Error).message}`, { code: 'look-invalid', cause });
  }
  const layers = isRecord(value) && Array.isArray(value.layers) ? value.layers : undefined;
  const full = layers
    ? { ...(value as object), layers: layers.map((l, i) => resolveSku(l, i, shades)) }
    : value;
  try {
    return parseLook(full);
  } catch (error) {
    throw new UsageError(toCarmineError(error));
  }
};

/** Reads a look file. @throws UsageError */
export const readLook = (label: string, cwd: string, shades?: readonly Shade[]): Look => {
  const text = readText(resolve(cwd, label), label);
  return resolveLook(text, shades);
};
