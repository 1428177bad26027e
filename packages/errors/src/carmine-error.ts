import { ERROR_CODES, type ErrorCode } from './codes.ts';

export interface CarmineErrorInit {
  /** What was met, in the caller's words: names the file, layer, field or value. */
  message?: string;
  /** Machine-readable facts (plain JSON), such as `{layer: 0, field: "finish"}`. */
  details?: Readonly<Record<string, unknown>>;
  /** Overrides the table's hint with a more exact one. */
  hint?: string;
  cause?: unknown;
}

/** The one error type of the SDK. `code` is stable, `hint` tells what to do, `fatal` whether the part can go on. */
export class CarmineError extends Error {
  override readonly name = 'CarmineError';
  readonly code: ErrorCode;
  readonly fatal: boolean;
  readonly hint: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, init: CarmineErrorInit = {}) {
    const row = ERROR_CODES[code];
    super(init.message ?? row.hint, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.fatal = row.fatal;
    this.hint = init.hint ?? row.hint;
    this.details = init.details ?? {};
  }
}

/** A CarmineError as plain JSON, for crossing a worker boundary or an event. */
export interface ErrorWire {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly fatal: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

export const toWire = (error: unknown): ErrorWire => {
  const e = toCarmineError(error);
  return { code: e.code, message: e.message, hint: e.hint, fatal: e.fatal, details: e.details };
};

export const fromWire = (wire: ErrorWire): CarmineError => new CarmineError(wire.code, wire);

/** Anything thrown, as a CarmineError: ours stay as they are, aborts become `aborted`, the rest `internal`. */
export const toCarmineError = (error: unknown, fallback: ErrorCode = 'internal'): CarmineError => {
  if (error instanceof CarmineError) return error;
  if (error instanceof DOMException && error.name === 'AbortError')
    return new CarmineError('aborted', { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new CarmineError(fallback, { message, cause: error });
};
