-- What arrived: every accepted event once. (source, id) is its name for good.
create sequence events_seq;

create table events (
  source text not null,
  id text not null,
  seq bigint not null default nextval('events_seq'),
  -- short name, such as shade.applied
  type text not null,
  class text not null check (class in ('internal', 'personal', 'sensitive')),
  subject text,
  session_id text not null,
  -- ten digits: the order within a session
  sequence text not null,
  -- the device's clock, the same set right by the batch's skew, and ours
  time timestamptz not null,
  corrected timestamptz not null,
  received timestamptz not null,
  consent_version integer,
  purposes text[] not null default '{}',
  age_gate text,
  anon_id text,
  customer_ref text,
  -- sha-256 of the event with its keys sorted: a repeat is told from a forgery by it
  digest text not null,
  data jsonb not null,
  primary key (source, id)
) partition by hash (source, id);

create table events_0 partition of events for values with (modulus 4, remainder 0);
create table events_1 partition of events for values with (modulus 4, remainder 1);
create table events_2 partition of events for values with (modulus 4, remainder 2);
create table events_3 partition of events for values with (modulus 4, remainder 3);

create index events_session on events (session_id);
create index events_anon on events (anon_id) where anon_id is not null;
create index events_customer on events (customer_ref) where customer_ref is not null;
create index events_type_time on events (type, corrected);

-- Accepted and not yet derived from; a worker takes rows with SKIP LOCKED and deletes them in the transaction of what they changed.
create table event_queue (
  seq bigint primary key,
  source text not null,
  id text not null
);

-- What keeps events out that were made before: a purpose taken back, or (purpose '*') the erasure of their person. By keyed hashes of the
-- identifiers only, so that the table itself names nobody.
create table barred (
  token text not null,
  purpose text not null,
  at timestamptz not null,
  -- of a session: events under an older consent version are refused
  version integer,
  primary key (token, purpose)
);

-- Who may look and act; tokens as sha-256 only.
create table staff (
  name text primary key check (length(name) between 1 and 64),
  role text not null,
  token_sha256 text not null unique,
  ended_at timestamptz
);
