/** What the build knows of a file under assetBase. */
export interface FileFacts {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Written into workers and library by the build (scripts/build/file-table.ts); not there in sources run as they are. */
declare const __CARMINE_FILES__: Readonly<Record<string, FileFacts>> | undefined;

const TABLE: Readonly<Record<string, FileFacts>> =
  typeof __CARMINE_FILES__ === 'undefined' ? {} : __CARMINE_FILES__;

/** Facts of a file by its path under assetBase; undefined where the build told none. */
export const knownFile = (path: string): FileFacts | undefined => TABLE[path];

/** Paths of all files the build knew. */
export const knownPaths = (): readonly string[] => Object.keys(TABLE);
