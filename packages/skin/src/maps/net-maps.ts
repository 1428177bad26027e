import { MAP_CHANNELS, type NetMaps } from '../model/map-net.ts';
import { RANGES, type SkinMaps } from './skin-maps.ts';

/** The net's maps as the report's: NaN where no skin was seen. */
export const toSkinMaps = (maps: NetMaps): SkinMaps => ({
  size: maps.size,
  maps: MAP_CHANNELS.map((id) => ({
    id,
    ...RANGES[id],
    values: whereSeen(maps[id], maps.valid),
  })),
});

const whereSeen = (plane: Float32Array, valid: Uint8Array): Float32Array => {
  const out = plane.slice();
  for (let i = 0; i < out.length; i++) if (!valid[i]) out[i] = Number.NaN;
  return out;
};
