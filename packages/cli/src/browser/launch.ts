import { CarmineError } from '@carmine/errors';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser, installHint } from './find-browser.ts';
import { browserFlags, type DisplayMode, type FakeCamera } from './flags.ts';
import { hasXvfb, startDisplay, type VirtualDisplay } from './virtual-display.ts';

export interface LaunchOptions {
  /** Path of a Y4M file played as the camera at 30 fps, or true for Chromium's test picture. Granted unasked. */
  readonly fakeCamera?: FakeCamera;
  /** A camera is there, but every request for it is refused. */
  readonly denyCamera?: boolean;
  /** CSS px of the page. Default 1280 x 900. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Extra switches for the browser. */
  readonly flags?: readonly string[];
  /** 'auto': virtual display on Linux without DISPLAY, headed with one, headless on macOS and Windows. */
  readonly display?: DisplayMode | 'auto';
  /** true: SwiftShader. Default: only where nobody has a screen (virtual or Linux headless). CARMINE_GPU=hardware overrides. */
  readonly software?: boolean;
}

/** A running browser and how it was started. */
export interface LaunchedBrowser {
  readonly browser: Browser;
  readonly executablePath: string;
  readonly mode: DisplayMode;
  /** true: drawn by SwiftShader; right for pictures, useless for frame rates. */
  readonly software: boolean;
  /** false: a WebGPU canvas would end the GPU process (headless software drawing); use WebGL2. */
  readonly webgpuCanvas: boolean;
  /** A page in a context of its own, with the viewport asked for. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Ends browser and display. Idempotent. */
  close(): Promise<void>;
}

const DEFAULT_VIEWPORT = { width: 1280, height: 900 };

const chooseMode = (wanted: LaunchOptions['display'], env: NodeJS.ProcessEnv): DisplayMode => {
  if (wanted && wanted !== 'auto') return wanted;
  if (process.platform !== 'linux') return 'headless';
  if (env.DISPLAY || env.WAYLAND_DISPLAY) return 'headed';
  return hasXvfb() ? 'virtual' : 'headless';
};

interface Plan {
  readonly executablePath: string;
  readonly mode: DisplayMode;
  readonly args: string[];
  readonly display?: string;
}

/** As root Chromium refuses its sandbox; in many containers it has none. Everyone else keeps it. */
const start = async ({ executablePath, mode, args, display }: Plan): Promise<Browser> => {
  const env = { ...process.env, ...(display ? { DISPLAY: display } : {}) } as Record<string, string>;
  const root = process.getuid?.() === 0;
  const attempts = root ? [false] : [true, false];
  let last: unknown;
  for (const chromiumSandbox of attempts) {
    try {
      return await chromium.launch({
        executablePath,
        headless: mode === 'headless',
        args,
        env,
        chromiumSandbox,
      });
    } catch (error) {
      last = error;
    }
  }
  const reason = last instanceof Error ? last.message.split('\n')[0] : String(last);
  throw new CarmineError('browser-missing', {
    message: `${executablePath} could not be started: ${reason}`,
    hint: `${installHint()} Or set CARMINE_BROWSER to the path of another one.`,
    cause: last,
  });
};

/**
 * Finds and starts a browser in which WebGPU, WebGL2 and MediaPipe all work, with a virtual display where there is none.
 * Who calls it closes it; the browser and the display also end with this process.
 * @throws CarmineError `browser-missing`, with the command that installs one.
 */
export const launchBrowser = async (options: LaunchOptions = {}): Promise<LaunchedBrowser> => {
  const executablePath = findBrowser();
  const mode = chooseMode(options.display, process.env);
  const hardware = process.env.CARMINE_GPU === 'hardware';
  const software = options.software ?? (!hardware && process.platform === 'linux' && mode !== 'headed');
  const viewport = options.viewport ?? DEFAULT_VIEWPORT;
  const args = [...browserFlags({ ...options, mode, software, viewport }), ...(options.flags ?? [])];
  let display: VirtualDisplay | undefined;
  let browser: Browser;
  try {
    display = mode === 'virtual' ? await startDisplay() : undefined;
    browser = await start({ executablePath, mode, args, ...(display ? { display: display.name } : {}) });
  } catch (error) {
    display?.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    browser,
    executablePath,
    mode,
    software,
    webgpuCanvas: !(software && mode === 'headless'),
    newPage: (extra) => browser.newPage({ viewport, ...extra }),
    close: () => {
      closing ??= browser.close().finally(() => display?.close());
      return closing;
    },
  };
};
