import { PURPOSES, type Purpose } from '../contract.ts';
import type { Sql } from '../db/database.ts';
import { ofType, type StoredEvent } from '../work/event.ts';

interface Said {
  readonly kind: string;
  readonly value: string;
  readonly purpose: string;
  readonly state: string;
  readonly at: string;
  readonly method: string;
  readonly policy: string;
}

const identifiers = (e: StoredEvent): [string, string][] => [
  ...(e.session_id ? [['session', e.session_id] as [string, string]] : []),
  ...(e.anon_id ? [['anon', e.anon_id] as [string, string]] : []),
  ...(e.customer_ref ? [['customer', e.customer_ref] as [string, string]] : []),
];

const said = (e: StoredEvent, purpose: string, state: string): Said[] => {
  const { method, policyVersion } = e.data as { method: string; policyVersion: string };
  const at = e.corrected.toISOString();
  return identifiers(e).map(([kind, value]) => ({
    kind,
    value,
    purpose,
    state,
    at,
    method,
    policy: policyVersion,
  }));
};

/** The later word stands; at the same moment the stricter one. */
const SAVE = `
insert into consents (kind, value, purpose, state, at, method, policy_version)
select distinct on (kind, value, purpose) kind, value, purpose, state, at, method, policy
  from jsonb_to_recordset($1::jsonb)
       as s(kind text, value text, purpose text, state text, at timestamptz, method text, policy text)
 order by kind, value, purpose, at desc, state = 'granted'
on conflict (kind, value, purpose) do update
  set state = excluded.state, at = excluded.at, method = excluded.method, policy_version = excluded.policy_version
  where excluded.at > consents.at or (excluded.at = consents.at and excluded.state <> 'granted')`;

/** Keeps the latest word on every purpose from `consent.updated` and `consent.withdrawn`. */
export const learnConsents = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  const rows = [
    ...ofType(events, 'consent.updated').flatMap((e) =>
      PURPOSES.flatMap((purpose) => said(e, purpose, e.data.purposes[purpose].state)),
    ),
    ...ofType(events, 'consent.withdrawn').flatMap((e) =>
      e.data.purposes.flatMap((purpose) => said(e, purpose, 'denied')),
    ),
  ];
  if (rows.length) await sql.query(SAVE, [JSON.stringify(rows)]);
};

/** Purposes a person allows now: for each the latest word under any of the person's identifiers; unset is denied. */
export const allowedOf = async (sql: Sql, person: string): Promise<ReadonlySet<Purpose>> => {
  const rows = await sql.query<{ purpose: Purpose; state: string }>(
    `select distinct on (c.purpose) c.purpose, c.state
       from consents c join identifiers i using (kind, value)
      where i.person_id = $1
      order by c.purpose, c.at desc, c.state = 'granted'`,
    [person],
  );
  return new Set(rows.filter((r) => r.state === 'granted').map((r) => r.purpose));
};
