/** The host's answers, typed by what the host sends. */

/** What a Date and everything around it is after JSON. */
export type Json<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? readonly Json<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Json<T[K]> }
      : T;

export type Trouble = 'offline' | 'away' | 'denied' | 'signed-out' | 'wrong';

const troubleOf = (status: number): Trouble => {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'denied';
  return status === 503 || status === 502 || status === 504 ? 'away' : 'wrong';
};

/** A request that did not work. */
export class ApiError extends Error {
  readonly trouble: Trouble;
  /** 0 when no answer came. */
  readonly status: number;
  constructor(trouble: Trouble, status: number, title: string) {
    super(title);
    this.trouble = trouble;
    this.status = status;
  }
}

/** Called when the host no longer knows who is signed in. */
let signedOut: () => void = () => undefined;
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener;
};

const titleOf = async (response: Response): Promise<string> => {
  try {
    return String(((await response.json()) as { title?: unknown }).title ?? response.statusText);
  } catch {
    return response.statusText;
  }
};

const request = async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('offline', 0, (error as Error).message);
  }
  if (!response.ok) {
    const error = new ApiError(troubleOf(response.status), response.status, await titleOf(response));
    if (error.trouble === 'signed-out' && path !== '/v1/session') signedOut();
    throw error;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
};

export const get = <T>(path: string, signal?: AbortSignal): Promise<Json<T>> =>
  request('GET', path, undefined, signal);
export const post = <T>(path: string, body: unknown = {}): Promise<Json<T>> => request('POST', path, body);
export const put = <T>(path: string, body: unknown): Promise<Json<T>> => request('PUT', path, body);
export const remove = <T>(path: string): Promise<Json<T>> => request('DELETE', path);
