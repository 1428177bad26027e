import type { Shape } from '../geometry.ts';
import type { VertexLight } from '../light/shade.ts';
import { type Template, template } from '../mesh/template.ts';
import type { Paints } from '../paint.ts';
import type { HeadParams } from '../params.ts';
import type { Backdrop } from './backdrop.ts';
import type { VisibilityBuffer } from './visibility.ts';

/** One picture about to be shaded. The visibility buffer has 2 x 2 samples a pixel. */
export interface Scene {
  readonly shape: Shape;
  readonly light: VertexLight;
  readonly paints: Paints;
  readonly backdrop: Backdrop;
  /** (x, y, 1/depth) of each vertex in px. */
  readonly screen: Float32Array;
  readonly visibility: VisibilityBuffer;
  /** Lash cover of each sample, 0..255. */
  readonly ink: Uint8Array;
  readonly params: HeadParams;
  readonly exposure: number;
  readonly rotation: ArrayLike<number>;
  /** Camera centre in head space, cm. */
  readonly eye: readonly [number, number, number];
  readonly template: Template;
}

export const sceneOf = (parts: Omit<Scene, 'template'>): Scene => ({ ...parts, template: template() });
