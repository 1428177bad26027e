/**
 * The canonical face as MapNet's synthesis needs it: `npx tsx models/skin-maps/inputs/geometry.ts out.json`.
 * UV 0..1 and positions (cm; x to the subject's left, y up, z to the viewer) of the 468 vertices, the triangles without eyes
 * and mouth, and the labels that packages/skin reads at 512: base64 of size^2 bytes, 0 none, else place in `regions` + 1.
 * `skin` is every bare texel (forehead stands for the rest), `regions512` the fields of the measures and the lips.
 */
import { writeFileSync } from 'node:fs';
import { CANONICAL_POSITIONS, CANONICAL_UV, OPEN_TRIANGLES, REGION_IDS } from '@carmine/face';
import { faceLabels } from '../../../packages/skin/src/maps/face-labels.ts';
import { labelsFor } from '../../../packages/skin/src/reading.ts';

const SIZE = 512;
const [out] = process.argv.slice(2);
if (!out) throw new Error('geometry.ts needs the file to write');
writeFileSync(
  out,
  JSON.stringify({
    size: SIZE,
    uv: [...CANONICAL_UV],
    positions: [...CANONICAL_POSITIONS],
    triangles: [...OPEN_TRIANGLES],
    regions: REGION_IDS,
    skin: Buffer.from(faceLabels(SIZE)).toString('base64'),
    fields: Buffer.from(labelsFor(SIZE)).toString('base64'),
  }),
);
