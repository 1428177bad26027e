/**
 * Every table of the store, and where it keeps a person. Export, erasure and withdrawal walk this list; a test fails when a table is missing
 * here. `$1`, `$2`: kinds and values of the person's identifiers; `$3`: the person's id.
 */
export interface PersonTable {
  readonly table: string;
  /** Condition on the table's rows (alias t) that are of the person. */
  readonly where: string;
}

const among = (kind: string, value: string): string =>
  `(${kind}, ${value}) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))`;

const OF_EVENT = `(${among(`'session'`, 't.session_id')} or ${among(`'anon'`, 't.anon_id')} or ${among(`'customer'`, 't.customer_ref')})`;

/** In the order of deletion: what refers before what is referred to. */
export const PERSON_TABLES: readonly PersonTable[] = [
  {
    table: 'event_queue',
    where: `exists (select from events e where e.source = t.source and e.id = t.id and ${OF_EVENT.replaceAll('t.', 'e.')})`,
  },
  {
    table: 'deliveries',
    where: `exists (select from events e where e.source = t.source and e.id = t.id and ${OF_EVENT.replaceAll('t.', 'e.')})`,
  },
  {
    table: 'chat_verdicts',
    where: `exists (select from events e where e.source = t.source and e.id = t.id and ${OF_EVENT.replaceAll('t.', 'e.')})`,
  },
  {
    table: 'gap_asks',
    where: `exists (select from events e where e.source = t.source and e.id = t.id and ${OF_EVENT.replaceAll('t.', 'e.')})`,
  },
  { table: 'events', where: OF_EVENT },
  { table: 'cases', where: `(${among('t.id_kind', 't.id_value')} or ${among(`'session'`, 't.session_id')})` },
  { table: 'tasks', where: among('t.id_kind', 't.id_value') },
  { table: 'consents', where: among('t.kind', 't.value') },
  { table: 'privacy_requests', where: among('t.id_kind', 't.id_value') },
  {
    table: 'order_lines',
    where: `exists (select from orders o where o.source = t.source and o.order_ref = t.order_ref and ${among('o.id_kind', 'o.id_value')})`,
  },
  { table: 'orders', where: among('t.id_kind', 't.id_value') },
  { table: 'records', where: among('t.id_kind', 't.id_value') },
  {
    table: 'identity_links',
    where: `(${among('t.a_kind', 't.a_value')} or ${among('t.b_kind', 't.b_value')})`,
  },
  { table: 'person_state', where: 't.person_id = $3::uuid' },
  { table: 'person_tags', where: 't.person_id = $3::uuid' },
  { table: 'person_changes', where: 't.person_id = $3::uuid' },
  { table: 'identifiers', where: 't.person_id = $3::uuid' },
  { table: 'persons', where: 't.id = $3::uuid' },
];

/** Tables that keep no person: keyed hashes, staff, the log of what was done, erasures still to be told (sealed), what the shop answers and what it cannot yet (without anybody's words), and the store's own. */
export const OTHER_TABLES: readonly string[] = [
  'barred',
  'staff',
  'audit',
  'migrations',
  'destinations_off',
  'erasures_out',
  'gaps',
  'knowledge_items',
  'knowledge_versions',
  'knowledge_releases',
];
