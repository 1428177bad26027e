import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePng, encodePng } from '@carmine/cli';
import { createHeadAnimator, renderHead } from '@carmine/head';
import { demoRecords } from '@carmine/shades/demo';
import { beforeAll, describe, expect, test } from 'vitest';
import { compare } from '../fidelity/measure/color.ts';
import { runCarmine } from '../support/carmine.ts';
import { facePath, hasData } from '../support/paths.ts';
import { encodeY4m } from '../support/y4m.ts';

let cwd: string;
const at = (...parts: string[]) => join(cwd, ...parts);
const carmine = (...args: string[]) => runCarmine(cwd, ...args);
const json = (...parts: string[]) => JSON.parse(readFileSync(at(...parts), 'utf8'));
const png = (...parts: string[]) => decodePng(readFileSync(at(...parts)));

const LIPS = { product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 };

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'carmine-e2e-'));
  mkdirSync(at('in'));
  const head = renderHead({ width: 480, height: 480, tone: 5 }).image;
  const data = new Uint8Array(head.data);
  writeFileSync(at('in/head.png'), encodePng({ ...head, channels: 4, data }));
  // Straight alpha with colour beneath: a cut-out as shops have them.
  for (let i = 0; i < 480 * 40; i++) data[i * 4 + 3] = i % 256;
  writeFileSync(at('cutout.png'), encodePng({ ...head, channels: 4, data }));
  const flat = new Uint8Array(200 * 120 * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 7) & 255));
  writeFileSync(at('in/noface.png'), encodePng({ width: 200, height: 120, channels: 4, data: flat }));
  writeFileSync(at('look.json'), JSON.stringify({ version: 1, layers: [LIPS] }));
  writeFileSync(at('nothing.json'), JSON.stringify({ version: 1, layers: [] }));
  writeFileSync(
    at('demo.jsonl'),
    demoRecords()
      .map((record) => JSON.stringify(record))
      .join('\n'),
  );
});

describe('render', () => {
  test('a directory with a broken file: the rest is done, it is named, exit 1', async () => {
    writeFileSync(at('in/text.jpg'), 'this is no picture');
    writeFileSync(
      at('in/dot.png'),
      encodePng({ width: 1, height: 1, channels: 4, data: Uint8Array.of(1, 2, 3, 255) }),
    );
    const { code, out, err } = await carmine(
      'render',
      'in',
      '--look',
      'look.json',
      '--out',
      'out',
      '--mask',
      '--json',
    );
    expect(err).toMatch(/text\.jpg/);
    expect(err).toMatch(/dot\.png.*1 x 1/);
    expect(err).toMatch(/noface\.png: no face/);
    expect(code).toBe(1);
    for (const line of out.trim().split('\n')) expect(existsSync(line), line).toBe(true);

    const answer = json('out/head.json');
    expect(answer).toMatchObject({ input: join('in', 'head.png'), width: 480, height: 480 });
    expect(['webgpu', 'webgl2']).toContain(answer.backend);
    expect(answer.faces[0].landmarks).toHaveLength(478);
    for (const [x, y] of answer.faces[0].landmarks) expect(x > 0 && x < 1 && y > 0 && y < 1).toBe(true);
    const [before, after, mask] = [png('in/head.png'), png('out/head.png'), png('out/head.lipstick.png')];
    expect([after.width, after.height, mask.width]).toEqual([480, 480, 480]);
    expect(readFileSync(at('out/head.lipstick.png'))[25]).toBe(0);
    let worn = 0;
    for (let i = 0; i < before.data.length; i += 4) {
      const change = Math.max(...[0, 1, 2].map((k) => Math.abs(before.data[i + k]! - after.data[i + k]!)));
      if (mask.data[i] === 0) expect(change).toBeLessThanOrEqual(1);
      if (mask.data[i]! > 200 && change > 20) worn++;
    }
    expect(worn).toBeGreaterThan(300);

    expect(json('out/noface.json')).toMatchObject({ faces: [], reason: 'no-face', width: 200, height: 120 });
    expect(Buffer.compare(png('out/noface.png').data, png('in/noface.png').data)).toBe(0);
  });

  test('no product: every pixel as it was, see-through ones too', async () => {
    const { code } = await carmine('render', 'cutout.png', '--look', 'nothing.json', '--out', 'same');
    expect(code).toBe(0);
    expect(Buffer.compare(png('same/cutout.png').data, png('cutout.png').data)).toBe(0);
  });

  test('every backend wears it alike, to 0.5 dE00', async () => {
    for (const backend of ['webgpu', 'webgl2', 'cpu']) {
      const args = ['--look', 'look.json', '--out', backend, '--backend', backend, '--mask', '--json'];
      expect((await carmine('render', 'in/head.png', ...args)).code).toBe(0);
      expect(json(backend, 'head.json').backend).toBe(backend);
    }
    const [mask, cpu] = [png('cpu/head.lipstick.png').data, png('cpu/head.png').data];
    for (const backend of ['webgpu', 'webgl2']) {
      const { mean, pixels } = compare(cpu, png(backend, 'head.png').data, (pixel) => mask[pixel * 4]! > 0);
      expect(pixels).toBeGreaterThan(300);
      expect(mean, backend).toBeLessThan(0.5);
    }
  });

  test('a shade by sku from the catalogue; a wrong model file is wrong usage', async () => {
    const sku = demoRecords().find((record) => record.type === 'lip')!.sku;
    writeFileSync(at('sku.json'), JSON.stringify({ version: 1, layers: [{ sku }] }));
    const args = ['render', 'in/head.png', '--look', 'sku.json', '--catalog', 'demo.jsonl', '--out', 'sku'];
    expect((await carmine(...args)).code).toBe(0);
    expect(Buffer.compare(png('sku/head.png').data, png('in/head.png').data)).not.toBe(0);
    expect(await carmine(...args, '--face-model', 'gone.task')).toMatchObject({
      code: 2,
      err: expect.stringContaining('gone.task'),
    });
    copyFileSync(at('look.json'), at('wrong.task'));
    expect(await carmine(...args, '--face-model', at('wrong.task'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/model|bundle/i),
    });
  });

  test('a shade of every type, each with its mask; the light with its confidence', async () => {
    const of = (type: string) => demoRecords().find((record) => record.type === type)!.sku;
    const types = [...new Set(demoRecords().map((record) => record.type))];
    const layers = types.map((type) => ({ sku: of(type) }));
    writeFileSync(at('all.json'), JSON.stringify({ version: 1, layers }));
    const args = ['--look', 'all.json', '--catalog', 'demo.jsonl', '--out', 'all', '--mask', '--json'];
    expect(await carmine('render', 'in/head.png', ...args)).toMatchObject({ code: 0 });
    expect(types).toHaveLength(12);
    const amounts = types.map((type) => {
      const product = type === 'lip' ? 'lipstick' : type;
      const { data, width, height } = png('all', `head.${product}.png`);
      expect([width, height], product).toEqual([480, 480]);
      let worn = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i]! > 40) worn++;
      return [product, worn > 20] as const;
    });
    expect(amounts.filter(([, there]) => !there)).toEqual([]);
    const { light, faces } = json('all/head.json');
    expect(light.exposure).toBeGreaterThan(0);
    expect(light.illuminant).toHaveLength(3);
    for (const face of faces)
      if (face.light) expect(face.light).toMatchObject({ exposureConfidence: expect.any(Number) });
  });

  test('a film: every frame tracked and drawn, as WebM', async () => {
    const animator = createHeadAnimator();
    const frames = [0, 4, 8].map((yaw) => {
      const { image } = animator.render({ width: 320, height: 240, tone: 6, pose: { yaw } });
      return { ...image, data: image.data.slice() };
    });
    writeFileSync(at('clip.y4m'), encodeY4m(frames));
    const args = ['--look', 'look.json', '--out', 'film', '--json', '--backend', 'cpu'];
    expect(await carmine('render', 'clip.y4m', ...args)).toMatchObject({ code: 0 });
    expect([...readFileSync(at('film/clip.webm')).subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
    const answer = json('film/clip.json');
    expect(answer).toMatchObject({ width: 320, height: 240, backend: 'cpu' });
    expect(answer.frames.map((frame: { faces: unknown[] }) => frame.faces.length)).toEqual([1, 1, 1]);
    const noseX = answer.frames.map(
      (frame: { faces: { landmarks: number[][] }[] }) => frame.faces[0]!.landmarks[4]![0],
    );
    expect(Math.abs(noseX[2] - noseX[0])).toBeGreaterThan(0.005);
  });
});

describe('analyze and match', () => {
  test('a report for each picture; none for one without a face', async () => {
    const { code, err } = await carmine('analyze', 'in/head.png', 'in/noface.png', '--out', 'report');
    expect(err).toMatch(/noface\.png: no face/);
    expect(code).toBe(0);
    const report = json('report/head.json');
    expect(report.model.id).toBeTruthy();
    expect(report.gates.length).toBeGreaterThan(0);
    for (const gate of report.gates) expect(['pass', 'warn', 'block']).toContain(gate.level);
    expect(json('report/noface.json')).toMatchObject({ reason: 'no-face', skin: null });
  });

  test('--maps: grey pictures of the skin at input size; none where nothing can be judged', async () => {
    const args = ['analyze', 'in/head.png', 'in/noface.png', '--out', 'maps', '--maps'];
    const { code, out } = await carmine(...args);
    expect(code).toBe(0);
    expect(json('maps/noface.json')).toMatchObject({ maps: null, reason: 'no-face' });
    expect(existsSync(at('maps/noface.blood.png'))).toBe(false);
    const report = json('maps/head.json');
    expect(report.skin).not.toBeNull();
    for (const id of ['melanin', 'blood', 'shade', 'specular', 'line', 'spot', 'blemish', 'pore']) {
      expect(report.maps[id].high).toBeGreaterThan(report.maps[id].low);
      const file = at('maps', report.maps[id].file);
      expect(out.split('\n')).toContain(file);
      expect(readFileSync(file)[25]).toBe(0);
      const map = png('maps', report.maps[id].file);
      expect([map.width, map.height]).toEqual([480, 480]);
      expect(map.data[0]).toBe(0);
      let skin = 0;
      for (let i = 0; i < map.data.length; i += 4) if (map.data[i]) skin++;
      expect(skin / (480 * 480)).toBeGreaterThan(0.03);
      expect(skin / (480 * 480)).toBeLessThan(0.6);
    }
  });

  test.skipIf(!hasData('faces'))(
    'photographs: skin, measures and shades (needs ../shared/data)',
    async () => {
      copyFileSync(facePath('021'), at('021.jpg'));
      expect((await carmine('analyze', '021.jpg', '--out', 'report')).code).toBe(0);
      const report = json('report/021.json');
      expect(report.measures.map((m: { id: string }) => m.id)).toEqual([
        'redness',
        'spots',
        'evenness',
        'lines',
        'pores',
        'shine',
        'dark-circles',
        'blemishes',
        'lips',
      ]);
      if (report.skin) expect(report.skin.mst.p).toHaveLength(10);
      const { code, out } = await carmine('match', '021.jpg', '--catalog', 'demo.jsonl');
      expect(code).toBe(0);
      const result = JSON.parse(out);
      if (result.skin) expect(result.matches.length).toBeGreaterThan(0);
      else expect(result).toMatchObject({ abstained: true, reason: expect.any(String) });
    },
  );

  test('match of a picture without a face abstains and says why', async () => {
    const { code, out } = await carmine('match', 'in/noface.png', '--catalog', 'demo.jsonl');
    expect(JSON.parse(out)).toMatchObject({ matches: [], abstained: true, reason: 'no-face' });
    expect(code).toBe(0);
  });
});
