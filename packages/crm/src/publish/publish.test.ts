import { readdirSync, readFileSync } from 'node:fs';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { CarmineWireEvents } from '../../schema/events.v1.d.ts';
import { EVENT_RULES } from '../contract/rules.ts';
import { WIRE_NAMES, type WireDataMap, type WireName } from '../contract/schemas.ts';
import { checkWire, wireName, wireType } from '../contract/wire.ts';
import { acceptedFixtures, rejectedFixtures } from '../fixtures/index.ts';
import { asyncApi } from './asyncapi.ts';
import { breakingChanges } from './compatible.ts';
import { publishedFiles } from './files.ts';
import { eventsJsonSchema, type SchemaNode } from './json-schema.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const validate = new Ajv2020({ strict: false }).compile(eventsJsonSchema());
/** The AsyncAPI schema brings draft 07 along as a definition of its own. */
const draft7 = () => new Ajv({ strict: false, meta: false, validateSchema: false, logger: false });

describe('published files', () => {
  it.each(Object.entries(publishedFiles()))('%s is the one of the code (pnpm generate)', (path, text) => {
    if (path.endsWith('.json')) expect(JSON.parse(read(path))).toEqual(JSON.parse(text));
    else expect(read(path)).toBe(text);
  });

  it('the generated types say what the schemas say, both ways', () => {
    type Plain<T> = T extends readonly unknown[]
      ? { readonly [I in keyof T]: Plain<T[I]> }
      : T extends object
        ? { readonly [K in keyof T]: Plain<T[K]> }
        : T;
    type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
    type Check = {
      [K in WireName]: Same<Plain<CarmineWireEvents[K]['data']>, Plain<WireDataMap[K]>>;
    };
    // tsc refuses this line when one of the types differs; at run time it only says how many there are.
    const same: { [K in keyof Check]: Check[K] extends true ? true : never }[WireName] = true;
    expect(same).toBe(true);
  });
});

describe('AsyncAPI', () => {
  it('is a valid 3.0 document', () => {
    const check = draft7().compile(asyncApiSchema);
    expect(check(asyncApi()), JSON.stringify(check.errors?.slice(0, 3))).toBe(true);
    expect(check({ ...asyncApi(), info: { title: 'no version' } })).toBe(false);
    expect(check({ ...asyncApi(), operations: { collect: { action: 'takes' } } })).toBe(false);
  });

  it('points at nothing that is not there, and carries every type once', () => {
    const schema = eventsJsonSchema();
    const doc = asyncApi();
    const follow = (pointer: string): unknown => {
      const [file, path] = pointer.split('#/');
      const root: unknown = file ? schema : doc;
      return path!
        .split('/')
        .reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], root);
    };
    const pointers = [...JSON.stringify(doc).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(pointers.filter((pointer) => follow(pointer) === undefined)).toEqual([]);
    const { collector, host } = doc.channels as Record<string, { messages: object }>;
    expect([...Object.keys(collector!.messages), ...Object.keys(host!.messages)].sort()).toEqual(
      [...WIRE_NAMES].sort(),
    );
  });
});

describe('the golden schemas', () => {
  const current = eventsJsonSchema() as SchemaNode;
  const golden = readdirSync(new URL('../../schema/golden/', import.meta.url)).sort();

  it.each(golden)('%s: nothing that was published is broken', (file) => {
    expect(breakingChanges(JSON.parse(read(`schema/golden/${file}`)), current)).toEqual([]);
  });

  it('the newest golden knows every type: a new one is recorded when it is published', () => {
    const newest = JSON.parse(read(`schema/golden/${golden.at(-1)}`)) as { $defs: object };
    expect(Object.keys(newest.$defs).sort()).toEqual([...WIRE_NAMES].sort());
  });

  /** A definition with its data open to edits. */
  // biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is edited at any depth here
  type Def = { properties: { data: SchemaNode & { properties: Record<string, any>; required: string[] } } };
  const change = (edit: (defs: Record<string, Def>) => void): string[] => {
    const next = JSON.parse(JSON.stringify(current)) as SchemaNode & { $defs: Record<string, Def> };
    edit(next.$defs);
    return breakingChanges(current, next);
  };
  const applied = (defs: Record<string, Def>) => defs['shade.applied']!.properties.data;

  it.each<[string, (defs: Record<string, Def>) => void]>([
    ['a field is gone', (d) => delete applied(d).properties.brand],
    [
      'a field is renamed',
      (d) => {
        applied(d).properties.color = applied(d).properties.hex;
        delete applied(d).properties.hex;
      },
    ],
    ['a field is asked for', (d) => applied(d).required.push('finish')],
    ['a field is optional', (d) => applied(d).required.splice(0, 1)],
    ['a limit is tighter', (d) => (applied(d).properties.sku.maxLength = 32)],
    ['a limit is new', (d) => (applied(d).properties.hex.maxLength = 7)],
    ['a pattern changes', (d) => (applied(d).properties.hex.pattern = '^#[0-9A-F]{6}$')],
    ['a number is text', (d) => (applied(d).properties.coverage.type = 'string')],
    [
      'null becomes possible',
      (d) => {
        applied(d).properties.coverage = { anyOf: [applied(d).properties.coverage, { type: 'null' }] };
      },
    ],
    ['a value is gone', (d) => applied(d).properties.product.enum.pop()],
    [
      'a closed list has a new value',
      (d) => d['tier.changed']!.properties.data.properties.to.enum.push('ruby'),
    ],
    ['inside a list', (d) => delete applied(d).properties.pans.items.properties.zone],
  ])('tells: %s', (_name, edit) => expect(change(edit)).toHaveLength(1));

  it.each<[string, (defs: Record<string, Def>) => void]>([
    ['a new optional field', (d) => (applied(d).properties.note = { type: 'string' })],
    ['a limit is wider', (d) => (applied(d).properties.sku.maxLength = 128)],
    ['a product is new', (d) => applied(d).properties.product.enum.push('lip-oil')],
  ])('allows: %s', (_name, edit) => expect(change(edit)).toEqual([]));
});

describe('fixtures', () => {
  const accepted = acceptedFixtures().fixtures;
  const nameOf = (event: unknown): WireName | undefined => wireName((event as { type: string }).type);

  it('show every type at least once, with ids of their own', () => {
    expect(new Set(accepted.map(({ event }) => nameOf(event)))).toEqual(new Set(WIRE_NAMES));
    const ids = accepted.map(({ event }) => (event as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(accepted.map((f) => [f.name, f.event] as const))(
    'accepted %s: valibot and ajv agree',
    (_, event) => {
      const plain = JSON.parse(JSON.stringify(event));
      expect(checkWire(plain)).toMatchObject({ ok: true });
      expect(validate(plain), JSON.stringify(validate.errors?.[0])).toBe(true);
    },
  );

  it.each(rejectedFixtures().fixtures.map((f) => [f.name, f] as const))(
    'rejected %s: valibot and ajv agree on the shape',
    (_, { event, code }) => {
      const shapely = !['schema-invalid', 'type-unknown', 'too-large'].includes(code!);
      const plain = JSON.parse(JSON.stringify(event));
      expect(validate(plain)).toBe(shapely);
      expect(checkWire(plain).ok).toBe(shapely);
    },
  );
});

describe('rules', () => {
  it.each(WIRE_NAMES)('%s: the guide says its class, consent and sender', (name) => {
    const { dataClass, purposes, basis, from } = EVENT_RULES[name];
    const consent = purposes.length > 0 ? purposes.map((p) => `\`${p}\``).join(' ') : basis;
    const guide = readFileSync(new URL('../../../../docs/guide/events.md', import.meta.url), 'utf8');
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    const cells = row.split('|').map((cell) => cell.trim());
    expect(cells.slice(1, 5)).toEqual([`\`${name}\``, dataClass, consent, from]);
  });

  it.each(WIRE_NAMES)('%s: no consent needed only where another basis is named', (name) => {
    const { purposes, basis, from } = EVENT_RULES[name];
    expect(purposes.length > 0).toBe(basis === 'consent');
    expect(['page', 'host']).toContain(from);
    expect(wireName(wireType(name))).toBe(name);
  });

  it('internal types have no field for a person; all others may', () => {
    const defs = eventsJsonSchema().$defs as Record<string, { properties: { data: { properties: object } } }>;
    const without = WIRE_NAMES.filter((name) => !('actor' in defs[name]!.properties.data.properties));
    const internal = WIRE_NAMES.filter((name) => EVENT_RULES[name].dataClass === 'internal');
    expect(without.sort()).toEqual([...internal, 'privacy.erasure.done'].sort());
  });

  it.each([
    'image',
    'frame',
    'landmarks',
    'embedding',
    'deviceLabel',
    'ip',
    'age',
    'gender',
    'ethnicity',
    'email',
    'phone',
  ])('no type has a field %s', (field) =>
    expect(JSON.stringify(eventsJsonSchema().$defs)).not.toContain(`"${field}":`),
  );
});
