import { MAP_CHANNELS, type MapChannel, type NetMaps } from '../model/map-net.ts';
import type { SkinMap, SkinMaps } from './skin-maps.ts';

/** Unit and shown range of each map; melanin, blood and specular as the classical ones (`skinMaps`). */
const RANGES: Readonly<Record<MapChannel, Pick<SkinMap, 'unit' | 'low' | 'high'>>> = {
  melanin: { unit: 'od', low: -1, high: 1 },
  blood: { unit: 'ln', low: -2, high: 2 },
  shade: { unit: 'ln', low: -2, high: 2 },
  specular: { unit: 'share', low: 0, high: 0.5 },
  line: { unit: 'probability', low: 0, high: 1 },
  spot: { unit: 'probability', low: 0, high: 1 },
  blemish: { unit: 'probability', low: 0, high: 1 },
  pore: { unit: 'probability', low: 0, high: 1 },
};

/** The net's maps as the report's: NaN where no skin was seen. */
export const toSkinMaps = (maps: NetMaps): SkinMaps => ({
  size: maps.size,
  maps: MAP_CHANNELS.map((id) => ({
    id,
    ...RANGES[id],
    values: maps[id].map((v, i) => (maps.valid[i] ? v : Number.NaN)),
  })),
});
