-- Erasures that other systems still have to hear of. Whom it is about is sealed with the host's secret, which is not in here: a copy of the store names
-- nobody. A row goes as soon as its destination has answered.
create table erasures_out (
  id uuid not null,
  destination text not null,
  sealed text not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  error text,
  primary key (id, destination)
);
create index erasures_out_next on erasures_out (next_at) where state = 'waiting';
