export interface RecordingOptions {
  /** Longest recording, seconds, 1..600. Default 60. It bounds memory: about a megabyte a second. */
  readonly maxSeconds?: number;
}

/** A recording in progress. It ends by itself at its limit and when the source ends, and keeps what it has. */
export interface Recording {
  /** The file, however the recording came to its end. Rejects aborted after cancel(), closed after the session's close(). */
  readonly finished: Promise<File>;
  /** Ends it; resolves with the file. May be called again. */
  stop(): Promise<File>;
  /** Ends it and keeps nothing. */
  cancel(): void;
}

/** What the state tells of it. */
export interface RecordingState {
  /** Whole seconds recorded; time while the page was hidden is left out. */
  readonly seconds: number;
  /** Where it ends by itself. */
  readonly limit: number;
}
