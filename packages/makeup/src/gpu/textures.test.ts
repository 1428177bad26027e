import { type Mesh, OrthographicCamera, Scene, WebGPURenderer } from 'three/webgpu';
import { expect, test } from 'vitest';
import { Engine } from './engine.ts';
import type { Node } from './tsl.ts';

/** Textures that a shader stage may read on every GPU (maxSampledTexturesPerShaderStage of WebGPU, MAX_TEXTURE_IMAGE_UNITS of WebGL2). */
const MOST = 16;

/** The shaders of every pass as three writes them for WebGPU; needs no GPU. */
const shaders = async (): Promise<string[]> => {
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
  await new Engine({ renderer: three, maxSize: 4096, software: false }).compile();
  return written;
};

test('no pass reads more textures than every GPU allows', async () => {
  const counts = (await shaders()).map((code) => code.match(/: texture_\w+</g)?.length ?? 0);
  // Wear reads twelve kinds of them at least: else nothing is counted here.
  expect(Math.max(...counts)).toBeGreaterThan(12);
  expect(Math.max(...counts)).toBeLessThanOrEqual(MOST);
});
