-- What is derived of a person; made anew from what is known whenever that changes, and gone when personalisation is not allowed.
create table person_state (
  person_id uuid primary key references persons (id) on delete cascade,
  tier text not null,
  stage text not null,
  rfm text,
  ltv_stated bigint not null,
  ltv_once bigint not null,
  no_interaction_since timestamptz,
  no_purchase_since timestamptz,
  as_of timestamptz not null
);

create table person_tags (
  person_id uuid not null references persons (id) on delete cascade,
  tag text not null,
  value text not null,
  rule_id text not null,
  source text not null,
  evidence jsonb not null check (jsonb_array_length(evidence) > 0),
  expires_at timestamptz not null,
  primary key (person_id, tag)
);
create index person_tags_value on person_tags (tag, value);
create index person_tags_end on person_tags (expires_at);

-- From what to what, by which rule: the history of tier, stage and flags.
create table person_changes (
  n bigint generated always as identity primary key,
  person_id uuid not null references persons (id) on delete cascade,
  what text not null,
  was text,
  became text,
  rule_id text not null,
  as_of timestamptz not null
);
create index person_changes_who on person_changes (person_id, n);
