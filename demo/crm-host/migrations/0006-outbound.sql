-- What still has to reach other systems: a pointer to the event, no copy of it, so that what is erased or withdrawn leaves this queue too.
create table deliveries (
  destination text not null,
  source text not null,
  id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  error text,
  primary key (destination, source, id),
  foreign key (source, id) references events (source, id) on delete cascade
);
create index deliveries_next on deliveries (destination, next_at) where state = 'waiting';
create index deliveries_event on deliveries (source, id);

-- A destination that said it is gone for good (410), until a member of staff starts it again.
create table destinations_off (
  destination text primary key,
  since timestamptz not null,
  reason text not null
);
