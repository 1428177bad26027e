import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from './schema.ts';

/** JSON Schema (draft 2020-12) of a report, made from the valibot schema. Build-time only. */
export const reportJsonSchema = (): Record<string, unknown> => {
  const made = toJsonSchema(reportSchema, {
    target: 'draft-2020-12',
    typeMode: 'output',
    errorMode: 'ignore',
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://carmine.invalid/schema/bench-report.v1.json',
    title: 'Carmine bench report, version 1',
    ...Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$schema')),
  };
};
