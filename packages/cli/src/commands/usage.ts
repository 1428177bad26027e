import { CarmineError, type CarmineErrorInit, type ErrorCode } from '@carmine/errors';

/** What the user asked for cannot be: exit code 2, before any work. */
export class UsageError extends Error {
  readonly error: CarmineError;
  constructor(error: CarmineError) {
    super(error.message);
    this.error = error;
  }
}

/** A wrong argument, in the user's words. */
export const usage = (message: string, init: CarmineErrorInit & { code?: ErrorCode } = {}): UsageError => {
  const { code = 'invalid-argument', hint = 'See: carmine --help.', ...rest } = init;
  return new UsageError(new CarmineError(code, { ...rest, message, hint }));
};

/** Exit codes: 0 all done, 1 some input failed, 2 wrong usage, 3 a threshold of the bench was not met. */
export const EXIT = { ok: 0, failed: 1, usage: 2, threshold: 3 } as const;

/** Where the built parts of the SDK lie. */
export interface Paths {
  /** assetBase: workers, wasm, models. */
  readonly assets: string;
  /** The bundled engine page. */
  readonly page: string;
  /** The built bench: pages/, view/ and runner/. */
  readonly bench: string;
}
