import { toJsonSchema } from '@valibot/to-json-schema';
import { EVENTS_SCHEMA_ID, eventSchema } from './envelope.ts';

/** JSON Schema (draft 2020-12) of one event, made from the valibot schemas. Build-time only; not part of the package's door. */
export const eventsJsonSchema = (): Record<string, unknown> => {
  const made = toJsonSchema(eventSchema, { target: 'draft-2020-12', typeMode: 'output' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: EVENTS_SCHEMA_ID,
    title: 'Carmine events, version 1',
    description:
      'One event of the try-on SDK in the CloudEvents 1.0 JSON format. No frame, landmark or per-pixel value is ever in an event.',
    ...Object.fromEntries(Object.entries(made).filter(([k]) => k !== '$schema')),
  };
};
