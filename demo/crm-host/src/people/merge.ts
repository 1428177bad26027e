/** Which identifiers are one person: a pure function of what was said, whatever the order and however often. */

/** Strong kinds name one customer each. A browser or a session may have had several persons before it: they never join two customers. */
export const STRONG = ['customer', 'crm', 'pos', 'erp', 'shop', 'detector'] as const;
export const WEAK = ['anon', 'session'] as const;
export type IdentifierKind = (typeof STRONG)[number] | (typeof WEAK)[number];

/** `kind:value`. */
export type Node = string;
export type Edge = readonly [Node, Node];

export const nodeOf = (kind: string, value: string): Node => `${kind}:${value}`;
export const kindOf = (node: Node): IdentifierKind => node.slice(0, node.indexOf(':')) as IdentifierKind;
export const valueIn = (node: Node): string => node.slice(node.indexOf(':') + 1);

const isWeak = (node: Node): boolean => (WEAK as readonly string[]).includes(kindOf(node));

/** Groups of nodes joined by edges; each group under its smallest node. */
const groupsOf = (nodes: Iterable<Node>, edges: Iterable<Edge>): Map<Node, Node> => {
  const parent = new Map<Node, Node>();
  for (const node of nodes) parent.set(node, node);
  const root = (node: Node): Node => {
    let top = node;
    for (let next = parent.get(top); next !== undefined && next !== top; next = parent.get(top)) top = next;
    parent.set(node, top);
    return top;
  };
  for (const [a, b] of edges) {
    const [x, y] = [root(a), root(b)];
    if (x < y) parent.set(y, x);
    else if (y < x) parent.set(x, y);
  }
  return new Map([...parent.keys()].map((node) => [node, root(node)]));
};

/** Groups of strong nodes next to each node of a list. */
const besides = (edges: readonly Edge[], strong: ReadonlyMap<Node, Node>): Map<Node, Set<Node>> => {
  const found = new Map<Node, Set<Node>>();
  for (const [a, b] of edges)
    for (const [weak, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const group = strong.get(other);
      if (strong.has(weak) || !group) continue;
      found.set(weak, (found.get(weak) ?? new Set()).add(group));
    }
  return found;
};

const only = (set: ReadonlySet<Node> | undefined): Node | undefined =>
  set?.size === 1 ? [...set][0] : undefined;

/**
 * The person of each node, told by a node of the person. Strong nodes are one person where a chain of strong nodes joins them. Weak nodes
 * that hang together belong to the one customer they touch; where they touch several (a tablet in the shop), each goes with the one customer
 * it touches itself, or stays apart.
 */
export const personsOf = (nodes: Iterable<Node>, edges: readonly Edge[]): Map<Node, Node> => {
  const all = new Set([...nodes, ...edges.flat()]);
  const strongNodes = [...all].filter((n) => !isWeak(n));
  const weakNodes = [...all].filter(isWeak);
  const strong = groupsOf(
    strongNodes,
    edges.filter(([a, b]) => !isWeak(a) && !isWeak(b)),
  );
  const weak = groupsOf(
    weakNodes,
    edges.filter(([a, b]) => isWeak(a) && isWeak(b)),
  );
  const beside = besides(edges, strong);
  const ofGroup = new Map<Node, Set<Node>>();
  for (const [node, group] of weak)
    for (const customer of beside.get(node) ?? [])
      ofGroup.set(group, (ofGroup.get(group) ?? new Set()).add(customer));
  const persons = new Map(strong);
  for (const [node, group] of weak) {
    const customers = ofGroup.get(group);
    if (!customers) persons.set(node, group);
    else persons.set(node, only(customers) ?? only(beside.get(node)) ?? node);
  }
  return persons;
};
