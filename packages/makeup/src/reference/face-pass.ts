import { readFaceLight, type TrackedFace } from '@carmine/face';
import { FaceGeometry, LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { StrokeMesh } from '../geometry/stroke-mesh.ts';
import { type FilmRow, LIP_LINE, ON_LIPS, readFilmRow } from '../look/film-row.ts';
import type { FilmTable } from '../look/film-table.ts';
import { bakeShape } from '../look/shape-atlas.ts';
import { LINE_EDGE_MM } from '../model/constants.ts';
import { lightDirection, lightScale } from '../model/light.ts';
import type { LightHint, PixelImage } from '../types.ts';
import { type Bands, makeBands } from './bands.ts';
import { faceChart, lipChart, strokeMask } from './charts.ts';
import { glintLevel } from './glints.ts';
import { type MaskImage, rasterise } from './raster.ts';
import { makeShade, type Shade } from './shade.ts';
import { gather, measure, type Stats } from './stats.ts';
import type { Surface } from './surface.ts';
import { seenAt, type Visibility, visibilityOf } from './visibility.ts';

/** What a look needs on every face: its films and the maps of its shapes. */
export interface LookPass {
  readonly table: FilmTable;
  readonly films: readonly FilmRow[];
  /** MAP_SIZE x MAP_SIZE amounts, one a shape. */
  readonly maps: readonly Uint8Array[];
}

export const lookPass = (table: FilmTable): LookPass => ({
  table,
  films: Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i)),
  maps: table.shapes.map(bakeShape),
});

/** Everything of one face that is not per pixel. */
export interface FacePass extends LookPass {
  readonly surface: Surface;
  readonly geometry: FaceGeometry;
  readonly mask: MaskImage;
  readonly stats: Stats;
  /** null where nothing lies on skin. */
  readonly shade: Shade | null;
  readonly skin: Bands | null;
  readonly lip: Bands | null;
  /** See charts.ts; null where no film asks. */
  readonly face: Float32Array | null;
  readonly lips: Float32Array | null;
  readonly strokes: Uint8Array | null;
  readonly visibility: Visibility | null;
  /** TrackedFace.presence. */
  readonly presence: number;
  /** Unit vector to the dominant light. */
  readonly light: readonly [number, number, number];
  readonly lipEdge: number;
  /** mm that lines go past the outline. */
  readonly lineReach: number;
  readonly glintLevel: number;
}

export interface FaceInput {
  readonly image: PixelImage;
  readonly face: TrackedFace;
  /** px of the tracked image a px of `image`. */
  readonly trackedScale: number;
  readonly hint: LightHint | undefined;
}

/** Makes all that a face needs once a frame; null where it cannot be drawn. */
export const facePass = (look: LookPass, { image, face, trackedScale, hint }: FaceInput): FacePass | null => {
  const geometry = new FaceGeometry();
  if (!(face.presence > 0) || !geometry.update(face, image.width, image.height)) return null;
  const { table, films } = look;
  const strokes = table.strokes.length > 0 ? new StrokeMesh(table.strokes) : null;
  strokes?.update(geometry.strokeFace);
  strokes?.grow(geometry.roi, image.width, image.height);
  const told = readFaceLight(face.light);
  const surface: Surface = { image, scale: lightScale(hint, told) };
  const visibility = visibilityOf(face.visibility, {
    scale: trackedScale,
    px: geometry.strokeFace.px,
  });
  if (visibility) geometry.uncover((x, y) => seenAt(visibility, x, y));
  const mask = rasterise(geometry);
  const stats = measure(gather(surface, geometry), geometry, surface.scale);
  const source = { surface, geometry, mask, visibility };
  const shade = table.needs.skin ? makeShade(source) : null;
  const region = { ...source, stats, shade };
  const lines = films.filter((f) => f.place === ON_LIPS && f.slot === LIP_LINE);
  return {
    ...look,
    surface,
    geometry,
    mask,
    stats,
    visibility,
    shade,
    skin: table.needs.skin ? makeBands(region, 'skin', SKIN_GRID) : null,
    lip: table.needs.lips ? makeBands(region, 'lip', LIP_GRID) : null,
    face: table.needs.chart ? faceChart(geometry, mask.roi) : null,
    lips: table.needs.lips ? lipChart(geometry, mask.roi) : null,
    strokes: strokes ? strokeMask(strokes, mask.roi) : null,
    presence: Math.min(1, face.presence),
    light: lightDirection(stats.lightX, told),
    lipEdge: geometry.lipEdge,
    lineReach: lines.length
      ? Math.max(...lines.map((f) => f.width)) / 2 + Math.max(LINE_EDGE_MM, geometry.lipEdge)
      : 0,
    glintLevel: glintLevel(geometry.pixelsPerMm),
  };
};
