import { expect, test } from 'vitest';
import { parseY4mHeader } from './y4m.ts';

const header = (line: string) => parseY4mHeader(new TextEncoder().encode(`${line}\nFRAME\n`));

test.each([
  [
    'YUV4MPEG2 W640 H480 F30:1 Ip A1:1 C420jpeg',
    { rate: 30, format: 'I420', frameBytes: 460800, fullRange: false },
  ],
  ['YUV4MPEG2 W3 H3 F30000:1001 C420mpeg2 XYSCSS=420MPEG2', { format: 'I420', frameBytes: 17 }],
  ['YUV4MPEG2 W4 H2 F25:1 C422 XCOLORRANGE=FULL', { format: 'I422', frameBytes: 16, fullRange: true }],
  ['YUV4MPEG2 W4 H2 C444', { rate: 30, format: 'I444', frameBytes: 24 }],
  ['YUV4MPEG2 W4 H2', { format: 'I420' }],
])('%s', (line, expected) => {
  expect(header(line)).toMatchObject({ ...expected, headerBytes: line.length + 1 });
});

test.each(['RIFF', 'YUV4MPEG2 W640', 'YUV4MPEG2 W4 H4 Cmono', 'YUV4MPEG2 W4 H4 C420p10'])(
  '%s is refused',
  (line) => {
    expect(() => header(line)).toThrow(expect.objectContaining({ code: 'video-unreadable' }));
  },
);
