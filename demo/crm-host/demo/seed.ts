import { dice } from '@carmine/crm/testing/dice';
import { putStaff, type Role } from '../src/auth/staff.ts';
import { stepCase } from '../src/cases/desk.ts';
import { collect } from '../src/collect/batch.ts';
import type { Database } from '../src/db/database.ts';
import type { Host } from '../src/host.ts';
import type { ImportSource } from '../src/imports/profiles.ts';
import { importFile } from '../src/imports/store.ts';
import type { Acting } from '../src/people/rights.ts';
import { crmFile, type DemoRow, detectorFile, orderFiles } from './files.ts';
import { between, demoPeople, pick, type Random } from './people.ts';
import { demoQuestions } from './questions.ts';
import { type DemoEvent, demoConsent, demoId, demoVisit } from './visits.ts';

/** Lays the invented shop into a store: the same people and visits for the same seed, ending now. */

export interface SeedOptions {
  readonly db: Database;
  readonly host: Host;
  readonly secret: string;
  /** ms since 1970. */
  readonly now: number;
  readonly people?: number;
  readonly visits?: number;
}

const SEED = 20_261_122;
const DAY = 86_400_000;
/** Days that the visits are spread over. */
const DAYS = 28;
/** Every so many visits end in a complaint. */
const COMPLAINTS = 14;
/** Complaints of the last hours: those the desk is at. */
const RECENT = 3;
/** Events in one batch. */
const BATCH = 100;

const SENDER = { kind: 'server', name: 'demo', sources: ['urn:demo:'] } as const;

const byHand = (options: SeedOptions): Acting => ({
  actor: 'demo',
  now: options.now,
  secret: options.secret,
});

const importRows = (options: SeedOptions, source: ImportSource, rows: readonly DemoRow[]): Promise<unknown> =>
  importFile(
    options.db,
    source,
    { bytes: new TextEncoder().encode(JSON.stringify(rows)), format: 'json' },
    byHand(options),
  );

/** Events go the way that all events go, as if they had been taken when they happened. */
const take = async (options: SeedOptions, events: readonly DemoEvent[]): Promise<void> => {
  const sorted = [...events].sort((a, b) => a.at - b.at);
  for (let i = 0; i < sorted.length; i += BATCH) {
    const part = sorted.slice(i, i + BATCH);
    const { results } = await collect(options.db, options.secret, {
      events: part.map((e) => e.json),
      sender: SENDER,
      receivedAt: part.at(-1)?.at ?? options.now,
    });
    const bad = results.find((r) => r.status === 'rejected');
    if (bad) throw new Error(`The demo set is out of date: ${JSON.stringify(bad)}`);
  }
};

/** More visits of an evening than of a morning, none in the night. */
const momentOf = (random: Random, now: number): number => {
  const back = random() ** 1.2 * DAYS * DAY;
  const midnight = Math.floor((now - back + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
  return Math.min(now - 10 * 60_000, midnight + between(random, 9, 22.5) * 3_600_000);
};

/** Of the complaints the older ones are closed, some of these confirmed by the customer. */
const workOnCases = async (
  options: SeedOptions,
  random: Random,
  owners: readonly string[],
): Promise<void> => {
  const cases = await options.db.query<{ id: string; opened_at: Date }>(
    `select id, opened_at from cases where id like 'demo-%' order by opened_at`,
  );
  const done = Math.max(0, cases.length - RECENT - 2);
  for (const [i, c] of cases.entries()) {
    const owner = pick(random, owners);
    const at = (hours: number): Acting => ({
      ...byHand(options),
      now: Math.min(options.now, c.opened_at.getTime() + hours * 3_600_000),
    });
    if (i < cases.length - 3) await stepCase(options.db, c.id, 'assign', { owner }, at(1));
    if (i >= done) continue;
    const followUpAt = new Date(
      Math.max(options.now, at(9).now) + between(random, 0.5, 6) * DAY,
    ).toISOString();
    const outcome = pick(random, ['exchanged', 'exchanged', 'refunded', 'advised', 'no-fault']);
    const cause = pick(random, ['light', 'light', 'shade-data', 'expectation', 'oxidation']);
    const closing = { outcome, owner, cause, followUpAt };
    await stepCase(options.db, c.id, 'close', closing, at(between(random, 2, 20)));
    if (i < done / 2) await stepCase(options.db, c.id, 'verify', { happy: true }, at(200));
  }
};

/** One member of staff a role, each with a token of its own. */
const putTeam = async (db: Database): Promise<Record<string, string>> => {
  const team: readonly (readonly [string, Role])[] = [
    ['lin', 'agent'],
    ['zhou', 'agent'],
    ['ana', 'analyst'],
    ['pei', 'privacy'],
    ['mei', 'curator'],
  ];
  const tokens: Record<string, string> = {};
  for (const [name, role] of team) {
    const token = `demo-${demoId(Math.random, 24)}`;
    await putStaff(db, { name, role }, token);
    tokens[`${name} (${role})`] = token;
  }
  return tokens;
};

/** Visits, the oldest first, some of them of known customers. */
const visitsOf = (
  random: Random,
  options: SeedOptions,
  people: ReturnType<typeof demoPeople>,
  count: number,
): DemoEvent[] => {
  const last = count - RECENT * COMPLAINTS;
  return Array.from({ length: count }, (_, n) => {
    const complains = n % COMPLAINTS === 5;
    const known = complains || random() < 0.4;
    const hours = 2.2 + (count - n) / COMPLAINTS;
    const at = momentOf(random, options.now - (complains ? DAY : 0));
    return demoVisit(random, {
      at: complains && n >= last ? options.now - hours * 3_600_000 : at,
      ...(known ? { who: pick(random, people) } : {}),
      ...(complains ? { complaint: n } : {}),
      order: n,
    });
  }).flat();
};

/** Seeds an empty store. Returns the tokens of the invented team, by name. */
export const seedDemo = async (options: SeedOptions): Promise<Record<string, string>> => {
  const random = dice(SEED);
  const people = demoPeople(random, options.people ?? 120);
  const tokens = await putTeam(options.db);
  await options.host.layStarter();
  await importRows(options, 'crm', crmFile(random, people, options.now));
  for (const [source, rows] of Object.entries(orderFiles(random, people, options.now)))
    await importRows(options, source as ImportSource, rows);
  await importRows(options, 'detector', detectorFile(random, people, options.now));
  const consents = people.flatMap((p) => demoConsent(random, p, options.now - DAYS * DAY));
  const questions = demoQuestions(dice(SEED + 1), options.now);
  const visits = [...consents, ...visitsOf(random, options, people, options.visits ?? 260), ...questions];
  await take(
    options,
    visits.filter((e) => e.at <= options.now),
  );
  await options.host.work();
  await workOnCases(options, random, ['lin', 'zhou']);
  // The desk has done most of what was due.
  await options.db.query(
    `update tasks set state = 'done', done_at = due_at where due_at <= $1
        and key not in (select key from tasks where due_at <= $1 order by due_at desc, key limit 6)`,
    [new Date(options.now).toISOString()],
  );
  await options.host.work();
  return tokens;
};
