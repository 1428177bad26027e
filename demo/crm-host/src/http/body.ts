import { Problem } from './problem.ts';

/** The body, or 413 as soon as it is larger than `max` bytes, whatever Content-Length says. */
export const readBytes = async (request: Request, max: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > max) throw new Problem(413, `The body is larger than ${max} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** The body as UTF-8 text; 400 for bytes that are none. */
export const readText = async (request: Request, max: number): Promise<string> => {
  const bytes = await readBytes(request, max);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'The body is not UTF-8.');
  }
};

/** The body as JSON, or 400. */
export const readJson = async (request: Request, max: number): Promise<unknown> => {
  const text = await readText(request, max);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
};
