import { MAP_CHANNELS, type NetMaps } from '../model/map-net.ts';
import { RANGES, type SkinMaps } from './skin-maps.ts';

/** The net's maps as the report's: NaN where no skin was seen. */
export const toSkinMaps = (maps: NetMaps): SkinMaps => ({
  size: maps.size,
  maps: MAP_CHANNELS.map((id) => ({
    id,
    ...RANGES[id],
    values: maps[id].map((v, i) => (maps.valid[i] ? v : Number.NaN)),
  })),
});
