import { REGION_IDS, type RegionId } from '@carmine/face';

/** The regions ColourNet reads, in the order of its input (a contract with models/skin: TOKENS.md). Temples are left out:
 *  hair covers them too often. */
export const TOKEN_REGIONS: readonly RegionId[] = REGION_IDS.filter((id) => !id.startsWith('temple'));

/** Index of each token's region in the mirror image. */
export const MIRRORED: readonly number[] = TOKEN_REGIONS.map((id) => {
  const other = id.endsWith('-left') ? id.replace('-left', '-right') : id.replace('-right', '-left');
  return TOKEN_REGIONS.indexOf(other as RegionId);
});

export const CHEEKS: readonly RegionId[] = [
  'cheek-upper-left',
  'cheek-upper-right',
  'cheek-lower-left',
  'cheek-lower-right',
];
export const SCLERAS: readonly RegionId[] = ['sclera-left', 'sclera-right'];
/** Regions of bare skin: no lips, no eyes. */
export const SKIN_REGIONS: readonly RegionId[] = REGION_IDS.filter(
  (id) => id !== 'lips' && !SCLERAS.includes(id),
);
