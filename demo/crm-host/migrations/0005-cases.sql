-- Complaints, filed from what the customer said and what the try-on had shown.
create table cases (
  id text primary key,
  id_kind text,
  id_value text,
  session_id text,
  kind text not null,
  tags text[] not null default '{}',
  sku text,
  stated text,
  -- what the match had said of this shade, and how sure it was
  predicted jsonb,
  -- of the light the shade was chosen in
  light jsonb,
  severity text not null,
  channel text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'closed', 'verified')),
  owner text,
  cause text,
  outcome text,
  follow_up_at timestamptz,
  closed_at timestamptz,
  verified_at timestamptz,
  -- nothing is closed without an outcome, somebody who answers for it, and a day to ask again
  check (status = 'open' or (outcome is not null and owner is not null and follow_up_at is not null and closed_at is not null)),
  check (status <> 'verified' or verified_at is not null)
);
create index cases_open on cases (due_at) where status = 'open';
create index cases_session on cases (session_id);
create index cases_who on cases (id_kind, id_value);

-- What a scene asks to be done; one row a trigger, so that nothing happens twice.
create table tasks (
  key text primary key,
  scene text not null,
  id_kind text not null,
  id_value text not null,
  subject text not null,
  purpose text,
  due_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'cancelled')),
  done_at timestamptz
);
create index tasks_who on tasks (id_kind, id_value);
create index tasks_due on tasks (due_at) where state = 'waiting';
