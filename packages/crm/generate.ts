/** Writes schema/events.v1.json. Run: pnpm --filter @carmine/crm generate. A test checks that it is current. */
import { writeFileSync } from 'node:fs';
import { eventsJsonSchema } from './src/json-schema.ts';

writeFileSync(
  new URL('schema/events.v1.json', import.meta.url),
  `${JSON.stringify(eventsJsonSchema(), null, 2)}\n`,
);
