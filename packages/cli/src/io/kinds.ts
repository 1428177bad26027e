/** What a file is by its first bytes; its name is not believed. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'mp4' | 'webm' | 'y4m' | 'heic' | 'gif' | 'unknown';

const PICTURES = new Set<FileKind>(['jpeg', 'png', 'webp', 'avif']);
const VIDEOS = new Set<FileKind>(['mp4', 'webm', 'y4m']);

export const isPicture = (kind: FileKind): boolean => PICTURES.has(kind);
export const isVideo = (kind: FileKind): boolean => VIDEOS.has(kind);

/** Names taken from a directory; anything else in it (a README) is passed over. */
export const MEDIA_NAME = /\.(jpe?g|png|webp|avif|mp4|m4v|mov|webm|y4m)$/i;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** ISO base media: the brand says whether it is a picture or a film (ISO/IEC 14496-12 4.3, AV1 image 6.2, HEIF B.4). */
const ofBrand = (bytes: Uint8Array): FileKind => {
  const brands = ascii(bytes, 8, Math.min(bytes.length, 40));
  if (/avif|avis/.test(brands)) return 'avif';
  if (/heic|heix|hevc|mif1|msf1/.test(brands)) return 'heic';
  return 'mp4';
};

/** Kind of a file from its first 40 bytes or more. */
export const kindOf = (bytes: Uint8Array): FileKind => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp') return ofBrand(bytes);
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return 'webm';
  if (ascii(bytes, 0, 9) === 'YUV4MPEG2') return 'y4m';
  if (ascii(bytes, 0, 4) === 'GIF8') return 'gif';
  return 'unknown';
};
