import { acceptedFixtures, rejectedFixtures } from '../fixtures/index.ts';
import { asyncApi } from './asyncapi.ts';
import { eventsJsonSchema } from './json-schema.ts';
import { eventsDeclarations } from './typescript.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that is published beside the code, by path in the package. */
export const publishedFiles = (): Readonly<Record<string, string>> => ({
  'schema/events.v1.json': json(eventsJsonSchema()),
  'schema/events.v1.d.ts': eventsDeclarations(),
  'schema/asyncapi.v1.json': json(asyncApi()),
  'fixtures/accepted.json': json(acceptedFixtures()),
  'fixtures/rejected.json': json(rejectedFixtures()),
});
