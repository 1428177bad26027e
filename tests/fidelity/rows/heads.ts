import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@carmine/cli';
import { type HeadInput, type HeadRender, renderHead } from '@carmine/head';

/** A synthetic head as a file, with its exact truth. */
export interface HeadFile {
  readonly path: string;
  readonly head: HeadRender;
}

/** Renders a head and writes it as PNG below the system's temporary folder. */
export const headFile = (name: string, input: HeadInput): HeadFile => {
  const head = renderHead({ width: 800, height: 800, quality: 'still', ...input });
  const { width, height, data } = head.image;
  const path = join(tmpdir(), `carmine-${process.pid}-${name}.png`);
  writeFileSync(path, encodePng({ width, height, channels: 4, data: new Uint8Array(data) }));
  return { path, head };
};
