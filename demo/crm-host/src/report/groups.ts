import { LEAST } from '../figures/funnel.ts';

/** Counts by name, none so small that it is nearly a person. */
export interface Groups {
  /** The largest first. */
  readonly rows: readonly { readonly name: string; readonly n: number }[];
  /** In groups of fewer than five, and in names that are not on the list. */
  readonly small: number;
}

/** Tells the groups of `known` names apart, the rest as one: a name that staff typed could be anything. */
export const groupsOf = (
  counts: readonly { readonly name: string | null; readonly n: number }[],
  known: readonly string[],
): Groups => {
  const told = counts.filter(
    (c): c is { name: string; n: number } => c.name !== null && c.n >= LEAST && known.includes(c.name),
  );
  const rows = [...told].sort((a, b) => b.n - a.n || a.name.localeCompare(b.name));
  return { rows, small: counts.reduce((n, c) => n + c.n, 0) - rows.reduce((n, r) => n + r.n, 0) };
};
