import { WIRE_NAMES } from '../contract/schemas.ts';
import { eventsJsonSchema, type SchemaNode } from './json-schema.ts';

/** TypeScript of what eventsJsonSchema writes: the part of JSON Schema that valibot makes, not all of it. */

const nodes = (x: unknown): SchemaNode[] => (Array.isArray(x) ? (x as SchemaNode[]) : []);
const quoted = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

const objectType = (node: SchemaNode, indent: string): string => {
  const properties = Object.entries((node.properties ?? {}) as Record<string, SchemaNode>);
  const required = new Set((node.required as string[] | undefined) ?? []);
  const inner = `${indent}  `;
  if (properties.length === 0 && typeof node.additionalProperties === 'object')
    return `Readonly<Record<string, ${typeOf(node.additionalProperties as SchemaNode, indent)}>>`;
  const lines = properties.map(
    ([key, value]) =>
      `${inner}readonly ${quoted(key)}${required.has(key) ? '' : '?'}: ${typeOf(value, inner)};`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
};

const arrayType = (node: SchemaNode, indent: string): string => {
  const tuple = nodes(node.prefixItems);
  if (tuple.length > 0) return `readonly [${tuple.map((item) => typeOf(item, indent)).join(', ')}]`;
  return `ReadonlyArray<${typeOf(node.items as SchemaNode, indent)}>`;
};

const typeOf = (node: SchemaNode, indent: string): string => {
  if ('const' in node) return JSON.stringify(node.const);
  if (Array.isArray(node.enum)) return node.enum.map((value) => JSON.stringify(value)).join(' | ');
  const any = nodes(node.anyOf);
  if (any.length > 0) return any.map((option) => typeOf(option, indent)).join(' | ');
  switch (node.type) {
    case 'object':
      return objectType(node, indent);
    case 'array':
      return arrayType(node, indent);
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return node.type;
    default:
      throw new Error(`typescript: no type for ${JSON.stringify(node).slice(0, 200)}`);
  }
};

/** Declarations without an import: a host in TypeScript needs neither valibot nor this package. */
export const eventsDeclarations = (): string => {
  const defs = eventsJsonSchema().$defs as Record<string, SchemaNode>;
  const entries = WIRE_NAMES.map(
    (name) => `  readonly ${JSON.stringify(name)}: ${typeOf(defs[name]!, '  ')};`,
  );
  return [
    '// biome-ignore-all format: generated',
    '// Generated from the valibot schemas of packages/crm. Run: pnpm --filter @carmine/crm generate.',
    '',
    '/** Every event on the wire, by short name. */',
    `export interface CarmineWireEvents {\n${entries.join('\n')}\n}`,
    '',
    '/** Any of them, narrowed by `type`. */',
    'export type CarmineWireEvent = CarmineWireEvents[keyof CarmineWireEvents];',
    '',
  ].join('\n');
};
