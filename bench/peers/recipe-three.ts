import { LIP_RINGS } from '@carmine/face';
import {
  BufferAttribute,
  BufferGeometry,
  Mesh,
  MeshBasicMaterial,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  VideoTexture,
  WebGLRenderer,
} from 'three';
import type { Running, Subject } from '../src/page/subject.ts';
import { cameraVideo } from '../subjects/camera-video.ts';
import { LIPSTICK } from '../subjects/look.ts';
import { createPeerLandmarker, type Points, recipeFacts, recipeLoop } from './landmarker.ts';

const { outer, inner } = LIP_RINGS;

/** A band between the outer and the inner ring: both have the same count of points, from the same corner. */
const lipBand = (): BufferGeometry => {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(new Float32Array((outer.length + inner.length) * 3), 3),
  );
  const triangles = outer.flatMap((_, i) => {
    const j = (i + 1) % outer.length;
    const [a, b] = [
      outer.length + Math.min(i, inner.length - 1),
      outer.length + Math.min(j, inner.length - 1),
    ];
    return [i, j, a, j, b, a];
  });
  geometry.setIndex(triangles);
  return geometry;
};

const moveLips = (geometry: BufferGeometry, points: NonNullable<Points>): void => {
  const position = geometry.getAttribute('position') as BufferAttribute;
  [...outer, ...inner].forEach((landmark, i) => {
    const { x, y } = points[landmark]!;
    position.setXYZ(i, x * 2 - 1, 1 - y * 2, 0.1);
  });
  position.needsUpdate = true;
};

/** The same recipe drawn by three: the video as a texture, the lips as a mesh of one colour. */
export const recipeThree: Subject = async (options) => {
  const [landmarker, video] = await Promise.all([createPeerLandmarker(options), cameraVideo()]);
  const renderer = new WebGLRenderer();
  renderer.setPixelRatio(1);
  document.body.append(renderer.domElement);
  const scene = new Scene();
  const camera = new OrthographicCamera(-1, 1, 1, -1, 0, 1);
  camera.position.z = 1;
  const plane = new Mesh(new PlaneGeometry(2, 2), new MeshBasicMaterial({ map: new VideoTexture(video) }));
  const lips = new Mesh(
    lipBand(),
    new MeshBasicMaterial({ color: LIPSTICK.color, transparent: true, opacity: LIPSTICK.coverage, side: 2 }),
  );
  lips.frustumCulled = false;
  scene.add(plane, lips);
  const running: { current: Running | null } = { current: null };
  const loop = recipeLoop(landmarker, video, (points) => {
    const { width, height } = renderer.domElement;
    if (width !== video.videoWidth || height !== video.videoHeight)
      renderer.setSize(video.videoWidth, video.videoHeight, false);
    lips.visible = points !== null;
    if (points) moveLips(lips.geometry, points);
    renderer.render(scene, camera);
    running.current?.onDraw();
  });
  await loop.first;
  running.current = {
    canvas: renderer.domElement,
    ...recipeFacts(loop, options),
    readAfterDraw: true,
    close: () => {
      loop.end();
      landmarker.close();
      renderer.dispose();
    },
  };
  return running.current;
};
