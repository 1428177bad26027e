export { type LaunchedBrowser, type LaunchOptions, launchBrowser } from './browser/index.ts';
export type { BenchOutcome, BenchRequest, BenchRunner } from './commands/bench.ts';
export type { Paths } from './commands/usage.ts';
export { createEngine, type Done, type Engine } from './engine/host.ts';
export type * from './engine/protocol.ts';
export type { EngineOptions } from './engine/running.ts';
export { decodePng, encodePng, type Pixels } from './io/png.ts';
export { processTerminal, type Terminal } from './io/terminal.ts';
export { type Context, run } from './program.ts';
