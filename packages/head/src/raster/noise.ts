import { SRGB8_TO_LINEAR } from '@carmine/color';
import { hash3 } from '../texture/noise.ts';
import { encode8 } from './encode.ts';
import type { Layers } from './layers.ts';
import type { Scene } from './scene.ts';

/** Adds the camera's shot and read noise to the picture (not to the truth): Gaussian, variance shot^2 x + read^2. */
export const addNoise = (scene: Scene, layers: Layers, truth: boolean): void => {
  const { read, shot } = scene.params.noise;
  if (read === 0 && shot === 0) return;
  const { rgba, albedo, shading, specular, width } = layers;
  for (let i = 0; i < rgba.length / 4; i++)
    for (let c = 0; c < 3; c++) {
      const at = i * 3 + c;
      const clean = truth
        ? scene.exposure * (albedo[at]! * shading[at]! + specular[at]!)
        : SRGB8_TO_LINEAR[rgba[i * 4 + c]!]!;
      const sigma = Math.sqrt(shot * shot * Math.max(0, clean) + read * read);
      rgba[i * 4 + c] = encode8(
        clean + sigma * normal(i % width, Math.floor(i / width), c, scene.params.seed),
      );
    }
};

/** Standard normal by Box and Muller from two hashes. */
const normal = (x: number, y: number, c: number, seed: number): number => {
  const u = Math.max(1e-9, hash3(x, y, c, seed * 2 + 101));
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * hash3(x, y, c + 8, seed * 2 + 102));
};
