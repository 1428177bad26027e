import { toJsonSchema } from '@valibot/to-json-schema';
import { EVENT_RULES } from '../contract/rules.ts';
import { WIRE_NAMES } from '../contract/schemas.ts';
import { wireSchemaOf } from '../contract/wire.ts';
import { EVENTS_SCHEMA_ID } from '../envelope.ts';

/** A node of a JSON Schema. */
export type SchemaNode = { readonly [key: string]: unknown };

const definition = (name: (typeof WIRE_NAMES)[number]): SchemaNode => {
  const { $schema: _, ...schema } = toJsonSchema(wireSchemaOf(name), {
    target: 'draft-2020-12',
    typeMode: 'output',
  });
  const { purposes, from, basis } = EVENT_RULES[name];
  return { ...schema, 'x-consent-purposes': purposes, 'x-from': from, 'x-basis': basis };
};

/** JSON Schema (draft 2020-12) of one event, made from the valibot schemas: a definition a type. Build-time only; not part of the package's door. */
export const eventsJsonSchema = (): Record<string, unknown> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: EVENTS_SCHEMA_ID,
  title: 'Carmine events, version 1',
  description:
    'One event of the try-on SDK, its page or its host in the CloudEvents 1.0 JSON format. No frame, landmark or per-pixel value is ever in an event.',
  oneOf: WIRE_NAMES.map((name) => ({ $ref: `#/$defs/${name}` })),
  $defs: Object.fromEntries(WIRE_NAMES.map((name) => [name, definition(name)])),
});
