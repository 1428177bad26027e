/** How the browser is shown. `virtual`: headed under our own Xvfb; `headed`: on the user's display; `headless`. */
export type DisplayMode = 'virtual' | 'headed' | 'headless';

/** A camera for the page: a Y4M file, or `true` for Chromium's moving test picture. */
export type FakeCamera = string | true;

export interface FlagOptions {
  readonly mode: DisplayMode;
  /** true: draw with SwiftShader, whatever the machine has. */
  readonly software: boolean;
  readonly fakeCamera?: FakeCamera;
  readonly denyCamera?: boolean;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** No traffic of the browser's own: a test that counts requests must see only the page's. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/** The one set in which a WebGPU canvas, WebGL2 in workers and MediaPipe all work without a GPU (docs/decisions/0080). */
const SOFTWARE_HEADED = [
  '--enable-unsafe-webgpu',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
];

const cameraFlags = ({ fakeCamera, denyCamera }: FlagOptions): string[] => {
  // fps=30 is needed: Chromium plays a file at 20 frames a second otherwise.
  const device = '--use-fake-device-for-media-stream=fps=30';
  if (denyCamera) return [device, '--use-fake-ui-for-media-stream=deny'];
  if (!fakeCamera) return [];
  const file = fakeCamera === true ? [] : [`--use-file-for-fake-video-capture=${fakeCamera}`];
  return ['--use-fake-ui-for-media-stream', device, ...file];
};

/** Command line of the browser, without the sandbox switch (playwright adds that). */
export const browserFlags = (options: FlagOptions): string[] => {
  const { width, height } = options.viewport;
  const hardware = ['--enable-unsafe-webgpu', '--ignore-gpu-blocklist'];
  const headlessSoftware = ['--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'];
  const gpu = !options.software ? hardware : options.mode === 'headless' ? headlessSoftware : SOFTWARE_HEADED;
  return [...QUIET, ...gpu, ...cameraFlags(options), `--window-size=${width},${height + 120}`];
};
