/** What is measured under each name, as docs/guide/bench.md has it in more words. */
const SUBJECTS: Readonly<Record<string, string>> = {
  carmine: 'The product: the built library, its camera, a lipstick',
  other: 'The same of the other build',
  'carmine-busy-page': 'The product on a page that works 30 ms of every 100 for itself',
  'carmine-busy-worker':
    'The product while a worker of the page works as much: what the processor lacks, no thread held up',
  'carmine-line': 'Starts of the product alone, its files coming by a line of stated speed',
  tracker: "The product's tracker with lips, light and visibility; flat lips on a 2D canvas",
  'tracker-fast': 'tracker, with a camera of twice the rate',
  'tracker-landmarks': "The product's tracker, landmarks alone; the same flat lips",
  'tracker-landmarks-fast': 'tracker-landmarks, with a camera of twice the rate',
  'tracker-official': "tracker-landmarks with MediaPipe's official model: the price of the model alone",
  video: 'The camera in a video element and nothing else: what the browser itself takes',
  recipe: "Peer: MediaPipe's guide, detection on the page's own thread, 2D canvas",
  'recipe-fast': 'recipe, with a camera of twice the rate',
  'recipe-three': 'Peer: the same drawn by three',
};

const STEP = /^carmine-at-(.+)$/;

/** One line on a subject, or nothing. */
export const subjectText = (name: string): string => {
  const step = STEP.exec(name)?.[1];
  return step ? `The product at the quality step ${step}` : (SUBJECTS[name] ?? '');
};

/** What is done to a mirror under each name. */
const TROUBLES: Readonly<Record<string, string>> = {
  'size-and-rotation': "The camera's picture changes its size and turns",
  'camera-15-fps': 'The camera gives 15 pictures a second',
  'camera-120-fps': 'The camera gives 120 pictures a second',
  'hidden-tab': 'The page is hidden for a while',
  'renderer-killed': 'The worker that draws is killed',
  'renderer-killed-silently': 'The same without an event, as a browser short of memory does',
  'tracker-killed': 'The worker that tracks is killed',
  'mirror-killed': 'The worker that carries the frames is killed',
  'gpu-lost-five-times': 'The graphics context is taken away five times',
};

export const troubleText = (id: string): string => TROUBLES[id] ?? id;
