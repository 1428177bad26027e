import type { SchemaNode } from './json-schema.ts';

/**
 * What would break between two published schemas, either way: a page of last year must still be taken by this year's collector (nothing
 * removed, nothing newly asked for, no limit narrowed), and a reader of last year must still read this year's page (nothing it may rely on
 * turned optional, no new kind of value). Covers the part of JSON Schema that valibot writes.
 */

/** Fields whose list of values may grow within v1; a reader must expect a new one (docs/guide/events.md). */
const GROWING = new Set(['product', 'finish', 'via', 'code', 'reason', 'method', 'stage', 'kind', 'channel']);

type Path = readonly string[];
const at = (path: Path): string => path.join('.');
const record = (x: unknown): Record<string, SchemaNode> => (x ?? {}) as Record<string, SchemaNode>;

/** Definitions by full event type, whether the file has them inline or as $defs. */
const typesOf = (schema: SchemaNode): Map<string, SchemaNode> => {
  const defs = record(schema.$defs);
  const nodes = (schema.oneOf as SchemaNode[]).map((node) =>
    typeof node.$ref === 'string' ? defs[node.$ref.replace('#/$defs/', '')]! : node,
  );
  return new Map(nodes.map((node) => [String(record(node.properties).type!.const), node]));
};

/** Upper and lower ends: the new may not be tighter. */
const ENDS = [
  ['maximum', 1],
  ['maxLength', 1],
  ['maxItems', 1],
  ['minimum', -1],
  ['minLength', -1],
  ['minItems', -1],
] as const;

const limits = (before: SchemaNode, after: SchemaNode, path: Path): string[] =>
  ENDS.flatMap(([key, sign]) => {
    const [a, b] = [before[key], after[key]] as [number | undefined, number | undefined];
    if (b === undefined) return [];
    return a === undefined || (b - a) * sign < 0 ? [`${at(path)}: ${key} is tighter: ${a} to ${b}`] : [];
  });

const values = (before: SchemaNode, after: SchemaNode, path: Path): string[] => {
  const set = (node: SchemaNode): unknown[] | null =>
    'const' in node ? [node.const] : ((node.enum as unknown[] | undefined) ?? null);
  const [a, b] = [set(before), set(after)];
  if (!a && !b) return [];
  if (!a || !b) return [`${at(path)}: was ${a ? 'a list of values' : 'free'}, is ${b ? 'a list' : 'free'}`];
  const gone = a.filter((x) => !b.includes(x)).map((x) => `${at(path)}: value ${JSON.stringify(x)} is gone`);
  const grows = GROWING.has(path.at(-1) ?? '');
  const added = grows
    ? []
    : b.filter((x) => !a.includes(x)).map((x) => `${at(path)}: new value ${JSON.stringify(x)}`);
  return [...gone, ...added];
};

const properties = (before: SchemaNode, after: SchemaNode, path: Path): string[] => {
  const [a, b] = [record(before.properties), record(after.properties)];
  const asked = (node: SchemaNode) => new Set((node.required as string[] | undefined) ?? []);
  const [askedBefore, askedAfter] = [asked(before), asked(after)];
  const old = Object.keys(a).flatMap((key) => {
    const own = [...path, key];
    if (!b[key]) return [`${at(own)}: is gone`];
    if (askedBefore.has(key) && !askedAfter.has(key)) return [`${at(own)}: is optional now`];
    return compare(a[key]!, b[key], own);
  });
  const asks = [...askedAfter]
    .filter((key) => !askedBefore.has(key))
    .map((key) => `${at([...path, key])}: is asked for now`);
  const closed =
    before.additionalProperties !== false && after.additionalProperties === false
      ? [`${at(path)}: is closed now`]
      : [];
  return [...old, ...asks, ...closed];
};

const lists = (before: SchemaNode, after: SchemaNode, path: Path): string[] => {
  const [a, b] = [before.prefixItems, after.prefixItems] as [
    SchemaNode[] | undefined,
    SchemaNode[] | undefined,
  ];
  if (a || b) {
    if (a?.length !== b?.length) return [`${at(path)}: another length`];
    return (a ?? []).flatMap((item, i) => compare(item, b![i]!, [...path, String(i)]));
  }
  if (typeof before.items !== 'object' || typeof after.items !== 'object') return [];
  return compare(before.items as SchemaNode, after.items as SchemaNode, [...path, '[]']);
};

const options = (node: SchemaNode): SchemaNode[] => (node.anyOf as SchemaNode[] | undefined) ?? [node];

const compare = (before: SchemaNode, after: SchemaNode, path: Path): string[] => {
  const [a, b] = [options(before), options(after)];
  if (a.length > 1 || b.length > 1) {
    if (a.length !== b.length) return [`${at(path)}: another kind of value`];
    return a.flatMap((option, i) => compare(option, b[i]!, path));
  }
  if (before.type !== after.type) return [`${at(path)}: was ${before.type}, is ${after.type}`];
  if (before.pattern !== after.pattern) return [`${at(path)}: another pattern`];
  return [
    ...values(before, after, path),
    ...limits(before, after, path),
    ...properties(before, after, path),
    ...lists(before, after, path),
  ];
};

/** Every break between two versions of events.v1.json, as sentences; empty when the new one may be published under v1. */
export const breakingChanges = (before: SchemaNode, after: SchemaNode): string[] => {
  const [a, b] = [typesOf(before), typesOf(after)];
  return [...a].flatMap(([type, node]) => {
    const now = b.get(type);
    return now ? compare(node, now, [type]) : [`${type}: is gone`];
  });
};
