import { toJsonSchema } from '@valibot/to-json-schema';
import { colorSchema, coverageSchema, localeSchema, oxidationSchema } from './fields.ts';
import { shadeRecordSchema } from './schema.ts';

type Definitions = { readonly color: Record<string, unknown> } & Readonly<Record<string, unknown>>;

/**
 * JSON Schema (draft 2020-12) of one catalogue record, made from the valibot schema. Build-time only: it is not part of the
 * package's door. "lab, hex or spectrum" is a rule of a field valibot cannot hand over, so it is added here; that a list names nothing twice,
 * and that C goes with 2 degrees, is checked by `parseCatalogue` alone.
 */
export const shadeJsonSchema = (): Record<string, unknown> => {
  const made = toJsonSchema(shadeRecordSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['check'],
    definitions: {
      color: colorSchema,
      coverage: coverageSchema,
      oxidation: oxidationSchema,
      locale: localeSchema,
    },
  });
  const definitions = made.$defs as unknown as Definitions;
  definitions.color.anyOf = [{ required: ['lab'] }, { required: ['hex'] }, { required: ['spectrum'] }];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:carmine:schema:shade:1',
    title: 'Carmine shade record, version 1',
    description:
      'One line of a shade catalogue (JSON lines). Colours are CIELAB, D65 and the 2 degree observer unless the record says otherwise.',
    ...Object.fromEntries(Object.entries(made).filter(([k]) => k !== '$schema')),
  };
};
