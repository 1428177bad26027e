import { CarmineError } from '@carmine/errors';
import { MAP_CHANNELS, MAP_INPUTS } from './map-net.ts';

/** mapnet.json, written by models/skin-maps beside the weights. */
export interface MapNetMeta {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Side of the canonical UV that is read, texels: a multiple of 16. */
  readonly size: number;
  readonly inputs: number;
  readonly channels: readonly string[];
}

/** Parses and checks mapnet.json. Throws `asset-corrupt` when it is not this net's (or is a page of HTML). */
export const parseMapMeta = (text: string, name = 'models/mapnet.json'): MapNetMeta => {
  const corrupt = (message: string, cause?: unknown): CarmineError =>
    new CarmineError('asset-corrupt', { message: `${name} ${message}`, cause, details: { file: name } });
  let meta: MapNetMeta;
  try {
    meta = JSON.parse(text) as MapNetMeta;
  } catch (cause) {
    throw corrupt('is not JSON.', cause);
  }
  const ok =
    meta?.inputs === MAP_INPUTS &&
    meta.size > 0 &&
    meta.size % 16 === 0 &&
    meta.channels?.length === MAP_CHANNELS.length &&
    MAP_CHANNELS.every((id, i) => meta.channels[i] === id);
  if (!ok) throw corrupt('does not describe a MapNet of this version.');
  return meta;
};
