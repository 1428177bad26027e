-- Who is who, on opaque references only. A person is a set of identifiers; everything else hangs on the identifiers, so that merging
-- two persons moves no other row.
create table persons (
  id uuid primary key default gen_random_uuid(),
  -- the name of a person in the audit log, which outlives an erasure: nothing else holds it
  audit_ref uuid not null default gen_random_uuid(),
  -- what is derived (value, tier, tags, flags) is older than what is known
  stale boolean not null default true
);
create index persons_stale on persons (id) where stale;

create table identifiers (
  kind text not null check (kind in ('session', 'anon', 'customer', 'crm', 'pos', 'erp', 'shop', 'detector')),
  value text not null,
  person_id uuid not null references persons (id),
  primary key (kind, value)
);
create index identifiers_person on identifiers (person_id);

-- Two identifiers of one person, with where that was said. a < b.
create table identity_links (
  a_kind text not null,
  a_value text not null,
  b_kind text not null,
  b_value text not null,
  evidence text not null,
  primary key (a_kind, a_value, b_kind, b_value)
);
create index identity_links_b on identity_links (b_kind, b_value);

-- The latest word on each purpose, by identifier.
create table consents (
  kind text not null,
  value text not null,
  purpose text not null,
  state text not null check (state in ('granted', 'denied', 'unset')),
  at timestamptz not null,
  method text not null,
  policy_version text not null,
  primary key (kind, value, purpose)
);

-- What persons asked for under the law; one made in a page waits for a member of staff.
create table privacy_requests (
  id text primary key,
  kind text not null check (kind in ('export', 'erasure')),
  scope text not null,
  id_kind text not null,
  id_value text not null,
  asked_at timestamptz not null,
  done_at timestamptz
);
create index privacy_requests_who on privacy_requests (id_kind, id_value);

-- Orders of every channel; money in the currency's minor unit.
create table orders (
  source text not null,
  order_ref text not null,
  id_kind text not null,
  id_value text not null,
  placed_at timestamptz not null,
  currency text not null,
  total bigint not null check (total >= 0),
  refunded bigint not null default 0 check (refunded >= 0),
  channel text not null,
  session_id text,
  -- order.completed, or the import it came with
  origin text not null check (origin in ('event', 'import')),
  primary key (source, order_ref)
);
create index orders_who on orders (id_kind, id_value);

create table order_lines (
  source text not null,
  order_ref text not null,
  line integer not null,
  sku text not null,
  quantity integer not null,
  price bigint not null,
  primary key (source, order_ref, line),
  foreign key (source, order_ref) references orders (source, order_ref) on delete cascade
);

-- Rows of the files that CRM, POS, ERP, online shop and skin detector hand over: declared columns only.
create table records (
  source text not null check (source in ('crm', 'pos', 'erp', 'shop', 'detector')),
  ref text not null,
  id_kind text,
  id_value text,
  fields jsonb not null,
  imported_at timestamptz not null,
  primary key (source, ref)
);
create index records_who on records (id_kind, id_value);

-- The work of the queue that failed waits, longer each time, and is seen in the figures.
alter table event_queue
  add column attempts integer not null default 0,
  add column next_at timestamptz not null default '-infinity',
  add column error text;
create index event_queue_next on event_queue (next_at, seq);
