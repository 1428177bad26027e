import { FACE_OVAL, type FaceFrame } from '@carmine/face';
import type { HeadInput } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import type { PixelImage } from '../pixels/image.ts';
import { fillRings, shrinkRing } from '../pixels/polygon.ts';
import { readFace } from '../reading.ts';
import { plainHead, PLAIN_SIZE as SIZE } from '../testing/plain-head.ts';
import { normalFrom, randomFrom } from '../testing/random.ts';
import { buildTokens } from '../tokens.ts';
import { surfaceGate } from './bare-skin.ts';
import { colourGate } from './colour.ts';

interface Picture {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
}

/** A head before a wall that is blue on one side and ochre on the other. */
const before = (tone: HeadInput['tone']): Picture => {
  const head = plainHead({ tone });
  const data = head.image.data.slice();
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    if (x > 30 && x < SIZE - 30 && y > 30) continue;
    const wall = x < SIZE / 2 ? [70, 90, 150] : [170, 130, 70];
    wall.forEach((v, k) => {
      data[i * 4 + k] = v - Math.floor(y / 12);
    });
  }
  return { image: { width: SIZE, height: SIZE, data }, frame: head.frame };
};

/** How strong stains are, and where in their turn they begin, radians. */
interface Stains {
  readonly share: number;
  readonly at: number;
}

/** The face in one stuff: its light and shade times a colour, stained and grainy. */
const madeOf = (
  { image, frame }: Picture,
  [red, green, blue]: readonly [number, number, number],
  stains: Stains = { share: 0.03, at: 0 },
): Picture => {
  const data = image.data.slice();
  const random = randomFrom(3);
  const { landmarks } = frame.faces[0]!;
  const oval = FACE_OVAL.flatMap((v) => [landmarks[v * 3]! * SIZE, landmarks[v * 3 + 1]! * SIZE]);
  fillRings([shrinkRing(Float32Array.from(oval), 1.15)], image, (x, y) => {
    const i = (y * SIZE + x) * 4;
    const level = 0.3 * data[i]! + 0.59 * data[i + 1]! + 0.11 * data[i + 2]!;
    const stain = stains.share * Math.sin(x / 17 + y / 29 + stains.at);
    [red * (1 + stain), green, blue * (1 - stain)].forEach((c, k) => {
      data[i + k] = Math.round(level * c * (1 + 0.01 * normalFrom(random)));
    });
  });
  return { image: { ...image, data }, frame };
};

/** What is said first, as the report has it. */
const saidOf = ({ image, frame }: Picture): string => {
  const reading = readFace(image, frame, frame.faces[0]!);
  const gates = [colourGate(reading), surfaceGate(reading, buildTokens(reading.regions))];
  return gates.find((g) => g.level === 'block')?.hint ?? gates.find((g) => g.level === 'warn')?.hint ?? '';
};

const STUFFS = [
  ['marble', [1.01, 1, 0.97]],
  ['limestone', [1.05, 1, 0.92]],
  ['bronze', [0.75, 0.65, 0.52]],
  ['gold', [1.15, 1, 0.7]],
  ['clay', [1.15, 0.85, 0.7]],
] satisfies [string, [number, number, number]][];

describe.each([
  ['very light', { lab: [74, 7, 11] }],
  ['tan', 7],
  ['deep', 9],
] satisfies [string, HeadInput['tone']][])('a face shaped and lit as a %s one', (_, tone) => {
  const face = before(tone);

  it('of skin is no statue', () => expect(saidOf(face)).toBe(''));
  it.each(STUFFS)('of %s is told, whatever colours are around it', (__, colour) =>
    expect(saidOf(madeOf(face, colour))).toBe('bare-skin'),
  );
  // Stains that happen to redden the lips and not the eyes pass for blood: they lie anywhere.
  it.each(STUFFS)('of %s with stains of 12 % is mostly told, wherever they lie', (__, colour) => {
    const told = [0, 2, 4].map((at) => saidOf(madeOf(face, colour, { share: 0.12, at })));
    expect(told.filter((hint) => hint === 'bare-skin').length).toBeGreaterThanOrEqual(2);
  });
  it('in a grey picture is told as a grey picture', () => {
    const data = face.image.data.slice();
    for (let i = 0; i < data.length; i += 4) {
      const grey = Math.round(0.3 * data[i]! + 0.59 * data[i + 1]! + 0.11 * data[i + 2]!);
      data.fill(grey, i, i + 3);
    }
    expect(saidOf({ ...face, image: { ...face.image, data } })).toBe('colour-picture');
  });
});
