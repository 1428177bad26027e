import { CarmineError } from '@carmine/errors';

/** A raw film: YUV4MPEG2 as written by mjpegtools and ffmpeg. */
export interface Y4mHeader {
  /** px */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
  readonly format: 'I420' | 'I422' | 'I444';
  /** true: 0..255 luma; false: 16..235. */
  readonly fullRange: boolean;
  /** Bytes of one frame without its header line. */
  readonly frameBytes: number;
  /** Bytes of the stream header line, newline included. */
  readonly headerBytes: number;
}

/** Longest header line looked for, bytes. */
const LINE = 512;
const FORMATS = { '420': ['I420', 1.5], '422': ['I422', 2], '444': ['I444', 3] } as const;

const bad = (message: string): CarmineError => new CarmineError('video-unreadable', { message });

const lineOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(10);
  if (end < 0) throw bad('A header line of the Y4M file has no end.');
  return String.fromCharCode(...bytes.subarray(0, end));
};

/** Reads the stream header. @throws CarmineError `video-unreadable` */
export const parseY4mHeader = (bytes: Uint8Array): Y4mHeader => {
  const line = lineOf(bytes.subarray(0, LINE));
  const tags = line.split(' ');
  if (tags.shift() !== 'YUV4MPEG2') throw bad('The file does not begin with YUV4MPEG2.');
  const tag = (letter: string) => tags.find((t) => t.startsWith(letter))?.slice(1);
  const width = Number(tag('W'));
  const height = Number(tag('H'));
  const [num, den] = (tag('F') ?? '30:1').split(':').map(Number);
  const chroma = tag('C') ?? '420';
  const known = FORMATS[chroma.slice(0, 3) as keyof typeof FORMATS];
  if (!(width > 0 && height > 0)) throw bad('The Y4M header has no width or height.');
  if (!known || /p1[0-6]/.test(chroma))
    throw bad(`The Y4M chroma format "${chroma}" is not 8-bit 4:2:0, 4:2:2 or 4:4:4.`);
  const half = (n: number) => Math.ceil(n / 2);
  const planes = {
    I420: width * height + 2 * half(width) * half(height),
    I422: width * height + 2 * half(width) * height,
    I444: width * height * 3,
  };
  return {
    width,
    height,
    rate: num && den ? num / den : 30,
    format: known[0],
    fullRange: tags.includes('XCOLORRANGE=FULL'),
    frameBytes: planes[known[0]],
    headerBytes: line.length + 1,
  };
};

/** The frames of a Y4M file in order; who takes one closes it. A cut last frame is left out. */
export async function* y4mFrames(file: Blob): AsyncGenerator<VideoFrame> {
  const header = parseY4mHeader(new Uint8Array(await file.slice(0, LINE).arrayBuffer()));
  const { width, height, rate, format, frameBytes } = header;
  let at = header.headerBytes;
  for (let index = 0; at < file.size; index++) {
    const line = lineOf(new Uint8Array(await file.slice(at, at + LINE).arrayBuffer()));
    if (!line.startsWith('FRAME')) throw bad(`Frame ${index} of the Y4M file does not begin with FRAME.`);
    at += line.length + 1;
    if (at + frameBytes > file.size) return;
    const data = await file.slice(at, at + frameBytes).arrayBuffer();
    at += frameBytes;
    yield new VideoFrame(data, {
      format,
      codedWidth: width,
      codedHeight: height,
      timestamp: Math.round((index * 1e6) / rate),
      duration: Math.round(1e6 / rate),
      colorSpace: {
        primaries: 'bt709',
        transfer: 'iec61966-2-1',
        // The file does not say; by size, as players guess.
        matrix: height < 720 ? 'smpte170m' : 'bt709',
        fullRange: header.fullRange,
      },
    });
  }
}
