import type { MigrationContext } from '../migrate.ts';

/** Version 1 was the bare look, `{ version: 1, layers }`, with no name, id or date: they come from the file. */
export const v1ToV2 = (
  old: Readonly<Record<string, unknown>>,
  { name, id, now }: MigrationContext,
): Record<string, unknown> => ({
  format: 'carmine-look',
  version: 2,
  id,
  name,
  createdAt: now.toISOString(),
  look: old,
});
