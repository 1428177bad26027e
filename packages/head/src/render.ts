import type { LinearRgb } from '@carmine/color';
import { type Camera, cameraOf, poseMatrix, projectPoints, rotationOf } from './camera.ts';
import { headParams } from './defaults.ts';
import { REST } from './expression.ts';
import { drawFrameCode } from './frame-code.ts';
import { Sculptor, type Shape } from './geometry.ts';
import { drawLashes } from './lashes.ts';
import { cheekLevel, Shader } from './light/shade.ts';
import { type Transfer, transfer } from './light/transfer.ts';
import { template } from './mesh/template.ts';
import { Painter, type Paints } from './paint.ts';
import type { HeadInput, HeadParams } from './params.ts';
import { type Backdrop, makeBackdrop } from './raster/backdrop.ts';
import { createLayers, type Layers, resolve } from './raster/resolve.ts';
import { sceneOf } from './raster/scene.ts';
import { clearVisibility, createVisibility, rasterise, type VisibilityBuffer } from './raster/visibility.ts';
import { finish, type HeadRender } from './result.ts';

/** Renders pictures of one head after another, keeping buffers, paint and light tables between them. */
export class HeadAnimator {
  readonly #sculptor = new Sculptor();
  readonly #shader = new Shader();
  readonly #painter = new Painter();
  #visibility: VisibilityBuffer | undefined;
  #layers: Layers | undefined;
  #backdrop: Backdrop | undefined;
  #ink = new Uint8Array(0);
  readonly #screen = new Float32Array(template().vertexCount * 3);

  /** Renders one picture. The result's `image.data` and truth layers are valid until the next call: copy what you keep.
   *  @throws CarmineError `invalid-argument` naming the field. */
  render(input: HeadInput = {}): HeadRender {
    const params = headParams(input);
    const t = template();
    const camera = cameraOf(params.width, params.height, params.fovY);
    const pose = poseMatrix(params.pose);
    const rotation = rotationOf(params.pose);
    const paints = this.#painter.paint(params, faceWidth(params, camera));
    const table = restTransfer();
    const shape = this.#sculptor.sculpt(params.expression, params.hair);
    const shadeInput = {
      positions: shape.positions,
      normals: shape.normals,
      transfer: table,
      light: params.light,
      shine: params.shine,
      skin: paints.skin,
    };
    const eye = eyeOf(rotation, params);
    const light = this.#shader.shade({ ...shadeInput, rotation, eye });
    const exposure = exposureOf(params, shadeInput);
    const screen = projectPoints(shape.positions, pose, camera, this.#screen);
    const visibility = this.#target(params);
    rasterise(visibility, screen, t.triangles, 2);
    const layers = this.#layersFor(params);
    drawLashes(shape.coarse, params, camera, visibility, this.#ink);
    this.#backdrop = makeBackdrop(params.width, params.height, paints.background, this.#backdrop);
    const scene = sceneOf({
      backdrop: this.#backdrop,
      shape,
      light,
      paints,
      screen,
      visibility,
      ink: this.#ink,
      params,
      exposure,
      rotation,
      eye,
    });
    resolve(scene, layers, params.truth);
    if (params.frameCode !== null) drawFrameCode(layers.rgba, params.width, params.height, params.frameCode);
    return finish({ params, camera, pose, exposure, shape, paints, layers });
  }

  /** Leaves the last result's buffers to its holder; the next picture gets new ones. */
  letGo(): void {
    this.#layers = undefined;
  }

  #target({ width, height }: HeadParams): VisibilityBuffer {
    const known = this.#visibility;
    if (known && known.width === width * 2 && known.height === height * 2) clearVisibility(known);
    else {
      this.#visibility = createVisibility(width * 2, height * 2);
      this.#ink = new Uint8Array(width * height * 4);
    }
    return this.#visibility!;
  }

  #layersFor({ width, height }: HeadParams): Layers {
    if (this.#layers?.width !== width || this.#layers.height !== height)
      this.#layers = createLayers(width, height);
    return this.#layers;
  }
}

let resting: Transfer | undefined;

const restTransfer = (): Transfer => {
  if (!resting) {
    const rest: Shape = new Sculptor().sculpt(REST);
    resting = transfer(rest.positions, rest.normals);
  }
  return resting;
};

/** Camera centre in head space. */
const eyeOf = (r: ArrayLike<number>, { pose }: HeadParams): [number, number, number] => {
  const [x, y, z] = [-pose.x, -pose.y, pose.distance];
  return [
    r[0]! * x + r[3]! * y + r[6]! * z,
    r[1]! * x + r[4]! * y + r[7]! * z,
    r[2]! * x + r[5]! * y + r[8]! * z,
  ];
};

const faceWidth = (params: HeadParams, camera: Camera): number =>
  (15.5 * camera.focal) / params.pose.distance;

const exposureOf = (
  params: HeadParams,
  input: Parameters<typeof cheekLevel>[0] & { skin: LinearRgb },
): number => {
  if (params.exposure !== 'auto') return params.exposure;
  const y = cheekLevel(input);
  return params.brightness / Math.max(1e-4, y);
};

let shared: HeadAnimator | undefined;

/** One picture of the synthetic head with its truth. Buffers are the caller's. Costs about 1 s the first time (tables and
 *  paint, which are kept), then some tens of ms; use `createHeadAnimator` for many.
 *  @throws CarmineError `invalid-argument` naming the field. */
export const renderHead = (input: HeadInput = {}): HeadRender => {
  shared ??= new HeadAnimator();
  const made = shared.render(input);
  shared.letGo();
  return made;
};

/** A renderer that reuses buffers and paint: for clips and the live model head. */
export const createHeadAnimator = (): HeadAnimator => new HeadAnimator();

export type { Paints };
