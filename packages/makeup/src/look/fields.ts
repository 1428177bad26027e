/** What a field of a layer may hold. `required` fields must be there. */
export interface Field {
  readonly required?: boolean;
  /** The value as it is kept, or a problem in words ("expected ...") . */
  readonly read: (value: unknown) => { readonly value: unknown } | { readonly problem: string };
}
export type Fields = Readonly<Record<string, Field>>;

type Read = ReturnType<Field['read']>;

export const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const expected = (what: string, value: unknown): Read => ({
  problem: `expected ${what}; got ${shown(value)}`,
});

export const required = (field: Field): Field => ({ ...field, required: true });

export const oneOf = (...allowed: readonly string[]): Field => ({
  read: (value) =>
    typeof value === 'string' && allowed.includes(value)
      ? { value }
      : expected(`one of ${allowed.join(', ')}`, value),
});

/** A number in [lo, hi]; NaN is refused too. */
export const number = (lo: number, hi: number): Field => ({
  read: (value) =>
    typeof value === 'number' && value >= lo && value <= hi
      ? { value }
      : expected(`a number from ${lo} to ${hi}`, value),
});

export const boolean: Field = {
  read: (value) => (typeof value === 'boolean' ? { value } : expected('true or false', value)),
};

export const color: Field = {
  read: (value) =>
    typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
      ? { value: value.toLowerCase() }
      : expected('"#rrggbb"', value),
};

/** A list of distinct names. */
export const someOf = (...allowed: readonly string[]): Field => ({
  read: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((v) => allowed.includes(v)) &&
    new Set(value).size === value.length
      ? { value }
      : expected(`a list of ${allowed.join(', ')}, each once`, value),
});

/** An object of `fields`. */
export const record = (fields: Fields): Field => ({
  read: (value) => (isRecord(value) ? readFields(value, fields) : expected('an object', value)),
});

export const list = (item: Field, least: number, most: number): Field => ({
  read: (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return expected(`a list of ${least} to ${most}`, value);
    const items = value.map(item.read);
    const bad = items.findIndex((i) => 'problem' in i);
    return bad < 0
      ? { value: items.map((i) => (i as { value: unknown }).value) }
      : { problem: `entry ${bad}: ${(items[bad] as { problem: string }).problem}` };
  },
});

const readFields = (value: Record<string, unknown>, fields: Fields): Read => {
  const out: Record<string, unknown> = {};
  for (const fault of faults(value, fields, out)) return { problem: `"${fault.field}": ${fault.problem}` };
  return { value: out };
};

/** Reads `value` by `fields` into `out`; yields what is wrong, in reading order. */
export function* faults(
  value: Record<string, unknown>,
  fields: Fields,
  out: Record<string, unknown>,
): Generator<{ readonly field: string; readonly problem: string }> {
  for (const key of Object.keys(value))
    if (!Object.hasOwn(fields, key))
      yield { field: key, problem: `unknown field; known are ${Object.keys(fields).join(', ')}` };
  for (const [name, field] of Object.entries(fields)) {
    if (value[name] === undefined && !field.required) continue;
    const read = field.read(value[name]);
    if ('problem' in read) yield { field: name, problem: read.problem };
    else out[name] = read.value;
  }
}

const MIX: Field = list(record({ color: required(color), parts: required(number(0.001, 1e6)) }), 2, 6);

/** What nearly every product has. `color` may be left out where a `mix` is given: parseLook sees to it. */
export const filmFields = { color, mix: MIX, coverage: number(0, 1), intensity: number(0, 1) } as const;
