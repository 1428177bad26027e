import { Problem } from './problem.ts';

/** The body as UTF-8 text, or 413 as soon as it is larger than `max` bytes, whatever Content-Length says. 400 for bytes that are no UTF-8. */
export const readText = async (request: Request, max: number): Promise<string> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > max) throw new Problem(413, `The body is larger than ${max} bytes.`);
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
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
