-- Who did what, for good: rows are only added, and each holds the hash of the one before.
create table audit (
  n bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  -- a person's audit_ref, a case, a file: never an identifier of a person
  target text not null,
  detail jsonb not null,
  previous text not null,
  hash text not null unique
);

create function audit_is_for_good() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only.' using errcode = '42501';
end $$;

create trigger audit_no_change before update or delete on audit for each row execute function audit_is_for_good();
create trigger audit_no_truncate before truncate on audit for each statement execute function audit_is_for_good();
