import { type Mesh, OrthographicCamera, Scene, WebGPURenderer } from 'three/webgpu';
import { expect, test } from 'vitest';
import { bakeLook } from '../look/film-table.ts';
import { parseLook } from '../look/look.ts';
import type { Look } from '../types.ts';
import { Engine } from './engine.ts';
import type { Node } from './tsl.ts';

/** Textures that a shader stage may read on every GPU (maxSampledTexturesPerShaderStage of WebGPU, MAX_TEXTURE_IMAGE_UNITS of WebGL2). */
const MOST = 16;

const LIPS = parseLook({
  version: 1,
  layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'satin' }],
} as unknown as Look);
/** Skin, shapes, strokes, lips and pearl. */
const FULL = parseLook({
  version: 1,
  layers: [
    { product: 'foundation', color: '#c69076', finish: 'dewy', coverage: 0.5 },
    { product: 'blush', color: '#c4574f' },
    { product: 'eyeshadow', zones: [{ zone: 'lid', color: '#b98a6a', finish: 'shimmer' }] },
    { product: 'eyeliner', color: '#1a1210' },
    { product: 'lipstick', color: '#9b1c31', finish: 'satin' },
  ],
} as unknown as Look);

/** The shaders of every pass of a look as three writes them for WebGPU; needs no GPU. */
const shaders = async (look: Look): Promise<string[]> => {
  const canvas = { style: {}, addEventListener: () => {}, width: 1, height: 1 };
  const three: Node = new WebGPURenderer({ canvas: canvas as never });
  three.backend.renderer = three;
  three.hasFeature = () => false;
  three.initTexture = () => {};
  const written: string[] = [];
  three.compileAsync = async (mesh: Mesh) => {
    const builder = three.backend.createNodeBuilder(mesh, three);
    const { material } = mesh;
    Object.assign(builder, { scene: new Scene(), camera: new OrthographicCamera(), material });
    builder.context.material = material;
    const { vertexShader, fragmentShader } = builder.build();
    written.push(vertexShader, fragmentShader);
  };
  const engine = new Engine({ renderer: three, maxSize: 4096, software: false });
  const tables = [bakeLook(look)];
  expect(engine.isCompiled(tables)).toBe(false);
  await engine.compile(tables);
  expect(engine.isCompiled(tables)).toBe(true);
  return written;
};

const texturesOf = (code: string): number => code.match(/: texture_\w+</g)?.length ?? 0;

test('no pass reads more textures than every GPU allows', async () => {
  const counts = (await shaders(FULL)).map(texturesOf);
  // Wear reads twelve kinds of them at least: else nothing is counted here.
  expect(Math.max(...counts)).toBeGreaterThan(12);
  expect(Math.max(...counts)).toBeLessThanOrEqual(MOST);
});

test('a lipstick alone has no shader of what it does not wear', async () => {
  const [lips, full] = [await shaders(LIPS), await shaders(FULL)];
  expect(lips.length).toBeLessThan(full.length - 15);
  const longest = (codes: string[]): number => Math.max(...codes.map((code) => code.length));
  expect(longest(lips)).toBeLessThan(longest(full) / 2);
  // Source, mask, the lips' chart, visibility, the lips' three lowpasses and the films; statistics are read by the vertices.
  expect(Math.max(...lips.map(texturesOf))).toBe(8);
});
