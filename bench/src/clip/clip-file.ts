import type { Clip } from './clip.ts';

/** A clip as a file: one line of JSON, then the pictures. Rendered once and kept by the runner; a page that finds no file renders
 *  the clip itself. */
export const encodeClip = ({ data, ...head }: Clip): Uint8Array<ArrayBuffer> => {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const file = new Uint8Array(line.length + data.length);
  file.set(line);
  file.set(data, line.length);
  return file;
};

/** null when the bytes are no such file (a host that answers every path with its start page). */
export const decodeClip = (file: Uint8Array<ArrayBuffer>): Clip | null => {
  const end = file.indexOf(10);
  if (file[0] !== 123 || end < 0) return null;
  const head = JSON.parse(new TextDecoder().decode(file.subarray(0, end))) as Omit<Clip, 'data'>;
  const data = file.slice(end + 1);
  return data.length === head.frames * head.width * head.height * 1.5 ? { ...head, data } : null;
};
