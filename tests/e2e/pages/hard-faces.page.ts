import type { FaceFrame } from '@carmine/face';
import { cameraOf, DEFAULT_HEAD, type HeadInput, type HeadRender, renderHead } from '@carmine/head';
import { createRenderer, type MakeupRenderer, type PixelImage } from '@carmine/makeup';
import { createTracker, type Tracker, type TrackerOptions } from '@carmine/tracking';
import { TWELVE } from './makeup/looks.ts';
import { bitmapOf } from './makeup/scenes.ts';

/** px of all pictures here. */
const [WIDTH, HEIGHT] = [640, 480];
/** px from what belongs to a head to where nothing may be painted: MediaPipe's own landmarks shake by so much. */
const MARGIN = 6;
/** A pixel is painted where a channel moved by more codes. */
const PAINTED = 3;

/** What was painted on a picture. */
export interface Painted {
  /** Faces the tracker told. */
  readonly faces: number;
  /** px painted beyond every head. */
  readonly astray: number;
  /** Share of the true lips' px that is painted; 0 where there are none. */
  readonly lips: number;
}

interface Scene {
  readonly image: PixelImage;
  /** 1 where a head is or near it; 1 where its lips are. */
  readonly head: Uint8Array;
  readonly lips: Uint8Array;
}

const at = (input: HeadInput): HeadRender =>
  renderHead({ width: WIDTH, height: HEIGHT, tone: 5, seed: 3, ...input });

/** cm at which a face of 15 cm is `px` wide, and at which the middle of the face lies on the picture's edge. */
const { focal } = cameraOf(WIDTH, HEIGHT, DEFAULT_HEAD.fovY);
const distanceOf = (px: number): number => (focal * 15) / px;
const EDGE = (DEFAULT_HEAD.pose.distance * WIDTH) / 2 / focal;

const sceneOf = (...heads: readonly HeadRender[]): Scene => {
  const first = heads[0]!;
  const data = first.image.data.slice();
  const inside = (h: HeadRender, i: number): boolean => h.masks.background[i]! < 255;
  const head = new Uint8Array(WIDTH * HEIGHT);
  const lips = new Uint8Array(WIDTH * HEIGHT);
  for (let i = 0; i < head.length; i++) {
    const top = heads.findLast((h) => inside(h, i));
    if (!top) continue;
    head[i] = 1;
    lips[i] = Number(top.masks.lip[i]! > 200);
    data.set(top.image.data.subarray(i * 4, i * 4 + 4), i * 4);
  }
  return { image: { width: WIDTH, height: HEIGHT, data }, head: grown(head), lips };
};

const grown = (mask: Uint8Array): Uint8Array => {
  const along = (from: Uint8Array, step: number): Uint8Array =>
    from.map((_, i) => {
      for (let k = -MARGIN; k <= MARGIN; k++) if (from[i + k * step]) return 1;
      return 0;
    });
  return along(along(mask, 1), WIDTH);
};

const plain = (code: (i: number) => number): Scene => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).map((_, i) => (i % 4 === 3 ? 255 : code(i)));
  const none = new Uint8Array(WIDTH * HEIGHT);
  return { image: { width: WIDTH, height: HEIGHT, data }, head: none, lips: none };
};

const SCENES = {
  plain: () => sceneOf(at({})),
  'turned by 80 degrees': () => sceneOf(at({ pose: { yaw: 80 } })),
  'half outside the picture': () => sceneOf(at({ pose: { x: EDGE } })),
  'chin and mouth outside the picture': () => sceneOf(at({ pose: { y: (-EDGE * HEIGHT) / WIDTH } })),
  '20 px wide': () => sceneOf(at({ pose: { distance: distanceOf(20) } })),
  'upside down': () => sceneOf(at({ pose: { roll: 180 } })),
  'two faces overlapping': () => {
    const near = DEFAULT_HEAD.pose.distance * 0.85;
    return sceneOf(at({ pose: { x: -6 } }), at({ tone: 9, pose: { x: 5, distance: near } }));
  },
  'no face': () => plain((i) => 90 + (i % 4) * 20),
  black: () => plain(() => 0),
  white: () => plain(() => 255),
  // A linear congruence: the same noise in every run.
  noise: () => plain((i) => (Math.imul(i, 1664525) + 1013904223) >>> 24),
} as const satisfies Record<string, () => Scene>;

export type SceneName = keyof typeof SCENES;

/** One camera: a tracker, and a renderer that draws what it told, with a look of all products. */
interface Rig {
  readonly tracker: Tracker;
  readonly renderer: MakeupRenderer;
  frame: number;
}

const made = new Map<SceneName, Scene>();
const sceneNamed = (name: SceneName): Scene => {
  const scene = made.get(name) ?? SCENES[name]();
  made.set(name, scene);
  return scene;
};

const seen = async (rig: Rig, scene: Scene): Promise<FaceFrame> => {
  rig.frame += 1;
  const stamp = { frameId: rig.frame, captureTime: rig.frame * 33 };
  return (await rig.tracker.track(await bitmapOf(scene.image), stamp))!;
};

const paintedOn = async (rig: Rig, scene: Scene, frame: FaceFrame): Promise<Painted> => {
  const bitmap = await bitmapOf(scene.image);
  rig.renderer.draw(bitmap, frame);
  const { data } = await rig.renderer.readPixels();
  bitmap.close();
  let [astray, lips, ofLips] = [0, 0, 0];
  for (let i = 0; i < scene.head.length; i++) {
    const moved = [0, 1, 2].some((k) => Math.abs(data[i * 4 + k]! - scene.image.data[i * 4 + k]!) > PAINTED);
    if (moved && !scene.head[i]) astray++;
    lips += scene.lips[i]!;
    if (moved && scene.lips[i]) ofLips++;
  }
  return { faces: frame.faces.length, astray, lips: lips ? ofLips / lips : 0 };
};

/** Frames of these scenes one after the other, 33 ms apart; what was painted on each. */
const run = async (options: TrackerOptions, names: readonly SceneName[]): Promise<Painted[]> => {
  const tracker = await createTracker(options);
  const renderer = await createRenderer({ canvas: new OffscreenCanvas(8, 8), backend: 'webgl2' });
  try {
    await renderer.setLook(TWELVE);
    const rig: Rig = { tracker, renderer, frame: 0 };
    const out: Painted[] = [];
    for (const name of names) {
      const scene = sceneNamed(name);
      out.push(await paintedOn(rig, scene, await seen(rig, scene)));
    }
    return out;
  } finally {
    renderer.close();
    tracker.close();
  }
};

const api = { run };
export type HardFacesPage = typeof api;
window.hardFaces = api;
