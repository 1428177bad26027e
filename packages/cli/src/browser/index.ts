export { findBrowser, installHint } from './find-browser.ts';
export { browserFlags, type DisplayMode, type FakeCamera, type FlagOptions } from './flags.ts';
export { type LaunchedBrowser, type LaunchOptions, launchBrowser } from './launch.ts';
export { hasXvfb, startDisplay, type VirtualDisplay } from './virtual-display.ts';
