import { CarmineError } from '@carmine/errors';
import { v1ToV2 } from './migrations/v1-to-v2.ts';
import { LOOK_FORMAT, LOOK_VERSION } from './saved-look.ts';

/** What an older file does not say. */
export interface MigrationContext {
  readonly name: string;
  readonly id: string;
  readonly now: Date;
}

/** One step: takes a file of its version, gives one of the next. Steps are kept for good; none looks at another. */
type Migration = (
  old: Readonly<Record<string, unknown>>,
  context: MigrationContext,
) => Record<string, unknown>;

/** By the version they start from. */
const STEPS: Readonly<Record<number, Migration>> = { 1: v1ToV2 };

/** The version a file says it has. A bare look has its own `version` and no `format`. Throws look-invalid, look-newer. */
export const versionOf = (file: Readonly<Record<string, unknown>>): number => {
  const { format, version } = file;
  if (format !== undefined && format !== LOOK_FORMAT) throw badField('format', `"${LOOK_FORMAT}"`, format);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw badField('version', `a whole number from 1 to ${LOOK_VERSION}`, version);
  if (version > LOOK_VERSION)
    throw new CarmineError('look-newer', {
      message: `saved look: version ${version} was made by a newer version; this one reads up to ${LOOK_VERSION}`,
      details: { version, known: LOOK_VERSION },
    });
  if (version > 1 && format === undefined) throw badField('format', `"${LOOK_FORMAT}"`, format);
  return version;
};

/** Brings an older file up to LOOK_VERSION, step by step; the input is left alone. */
export const migrate = (
  file: Readonly<Record<string, unknown>>,
  context: MigrationContext,
): Readonly<Record<string, unknown>> => {
  let now = file;
  for (let version = versionOf(file); version < LOOK_VERSION; version++) now = STEPS[version]!(now, context);
  return now;
};

/** A field of a saved look that is not what it should be. */
export const badField = (field: string, expected: string, got: unknown): CarmineError => {
  const text = got === undefined ? 'missing' : (JSON.stringify(got) ?? typeof got);
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return new CarmineError('look-invalid', {
    message: `saved look, field "${field}": expected ${expected}; got ${shown}`,
    details: { field },
  });
};
