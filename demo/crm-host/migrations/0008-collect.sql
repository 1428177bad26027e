-- Stores a batch in one round trip: every statement of a volatile function sees what was committed before it began, so that what bars events is
-- read after the locks were taken, as it has to be. Stores nothing and says `barred` where anything bars any of them: the host then looks closely.
create function store_events(keys text[], tokens text[], batch jsonb)
returns table (r_source text, r_id text, r_fresh boolean, r_barred boolean)
language plpgsql volatile as $$
begin
  -- Events of an identifier and the withdrawal of its consent or its erasure wait for each other. Sorted, so that nobody waits in a ring.
  perform pg_advisory_xact_lock_shared(h)
     from (select distinct hashtextextended(k, 0) as h from unnest(keys) as k order by h) as sorted;
  if exists (select from barred where token = any(tokens)) then
    return query select ''::text, ''::text, false, true;
    return;
  end if;
  return query
  with input as (
    select * from jsonb_to_recordset(batch) as r(
      source text, id text, type text, class text, subject text, session text, sequence text, time timestamptz,
      corrected timestamptz, received timestamptz, "consentVersion" integer, purposes text[], "ageGate" text,
      "anonId" text, "customerRef" text, digest text, data jsonb, expires timestamptz)
  ), fresh as (
    insert into events (source, id, type, class, subject, session_id, sequence, time, corrected, received,
                        consent_version, purposes, age_gate, anon_id, customer_ref, digest, data, expires_at)
    select i.source, i.id, i.type, i.class, i.subject, i.session, i.sequence, i.time, i.corrected, i.received, i."consentVersion",
           i.purposes, i."ageGate", i."anonId", i."customerRef", i.digest, i.data, i.expires
      from input i order by i.source, i.id
    on conflict (source, id) do nothing
    returning events.source, events.id, events.seq
  ), queued as (
    insert into event_queue (seq, source, id) select f.seq, f.source, f.id from fresh f
  )
  select i.source, i.id, f.seq is not null, false
    from input i left join fresh f on f.source = i.source and f.id = i.id;
end $$;
