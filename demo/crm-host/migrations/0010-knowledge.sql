-- What the shop knows: each entry and concept as it is edited now, and as it was published last.
create table knowledge_items (
  kind text not null check (kind in ('entry', 'concept')),
  id text not null,
  version integer not null check (version > 0),
  body jsonb not null,
  -- null: not in what pages load
  published_version integer,
  published jsonb,
  edited_by text not null,
  edited_at timestamptz not null,
  primary key (kind, id),
  check ((published is null) = (published_version is null))
);

-- Every version there was, for good.
create table knowledge_versions (
  kind text not null,
  id text not null,
  version integer not null,
  body jsonb not null,
  edited_by text not null,
  edited_at timestamptz not null,
  primary key (kind, id, version)
);

-- What pages load: a whole, named by its content. One row a change that was published.
create table knowledge_releases (
  n integer primary key,
  sha256 text not null,
  body jsonb not null,
  published_by text not null,
  published_at timestamptz not null
);

-- What is not known yet: questions that were handed on, or a cause that closed cases keep having. Holds nothing that anybody wrote.
create table gaps (
  id uuid primary key,
  kind text not null check (kind in ('asked', 'cause')),
  -- a cause of cases/words.ts, or a keyed hash of the question
  key text not null,
  state text not null default 'open' check (state in ('open', 'answered', 'dismissed')),
  entry_id text,
  opened_at timestamptz not null,
  done_by text,
  done_at timestamptz,
  unique (kind, key),
  check (state <> 'answered' or entry_id is not null),
  check ((state = 'open') = (done_at is null))
);
create index gaps_open on gaps (opened_at) where state = 'open';

-- Which event asked for which gap: the words stay in the event, and go with it.
create table gap_asks (
  gap_id uuid not null references gaps (id) on delete cascade,
  source text not null,
  id text not null,
  primary key (source, id),
  foreign key (source, id) references events (source, id) on delete cascade
);
create index gap_asks_gap on gap_asks (gap_id);
