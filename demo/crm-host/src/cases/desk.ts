import * as v from 'valibot';
import { addAudit } from '../audit/log.ts';
import type { Database, Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { noteCause } from '../knowledge/causes.ts';
import { identifierToken } from '../people/barred.ts';
import { nodeOf } from '../people/merge.ts';
import type { Acting } from '../people/rights.ts';
import { type Told, tell, told } from '../work/tell.ts';
import { OUTCOMES } from './words.ts';

/** What the service desk does with a case: somebody takes it, it is closed with an outcome, the customer is asked again. */

const owner = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/));

const schemas = {
  assign: v.strictObject({ owner }),
  close: v.strictObject({
    outcome: v.picklist(OUTCOMES),
    owner: v.optional(owner),
    cause: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
    followUpAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
  verify: v.strictObject({
    happy: v.boolean(),
    /** What the customer said when asked, 1 to 5. */
    rating: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  }),
} as const;
export type Step = keyof typeof schemas;
export const STEPS = Object.keys(schemas) as readonly Step[];

interface CaseRow {
  readonly id: string;
  readonly status: 'open' | 'closed' | 'verified';
  readonly owner: string | null;
  readonly id_kind: string | null;
  readonly id_value: string | null;
}

const read = <K extends Step>(step: K, body: unknown): v.InferOutput<(typeof schemas)[K]> => {
  const result = v.safeParse(schemas[step], body);
  if (result.success) return result.output as v.InferOutput<(typeof schemas)[K]>;
  const issue = result.issues[0];
  throw new Problem(422, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
};

const mustBe = (row: CaseRow, status: CaseRow['status'], step: Step): void => {
  if (row.status !== status)
    throw new Problem(409, `A case that is ${row.status} cannot be taken to: ${step}.`);
};

type Do = (
  sql: Sql,
  row: CaseRow,
  body: unknown,
  now: number,
) => Promise<Readonly<Record<string, string | boolean | number>>>;

const assign: Do = async (sql, row, body) => {
  mustBe(row, 'open', 'assign');
  const given = read('assign', body);
  await sql.query('update cases set owner = $2 where id = $1', [row.id, given.owner]);
  return given;
};

const close: Do = async (sql, row, body, now) => {
  mustBe(row, 'open', 'close');
  const given = read('close', body);
  const by = given.owner ?? row.owner;
  if (!by) throw new Problem(422, 'owner: a case is closed by somebody who answers for it');
  if (Date.parse(given.followUpAt) <= now) throw new Problem(422, 'followUpAt: must be to come');
  await sql.query(
    `update cases set status = 'closed', owner = $2, outcome = $3, cause = coalesce($4, cause), follow_up_at = $5, closed_at = $6
      where id = $1`,
    [row.id, by, given.outcome, given.cause ?? null, given.followUpAt, new Date(now).toISOString()],
  );
  await noteCause(sql, given.cause, now);
  return { outcome: given.outcome, owner: by };
};

/** The customer was asked again: happy, and the loop is closed; not, and the case is open again. */
const verify: Do = async (sql, row, body, now) => {
  mustBe(row, 'closed', 'verify');
  const given = read('verify', body);
  const at = new Date(now).toISOString();
  if (given.rating !== undefined)
    await sql.query('update cases set rating = $2, rated_at = $3 where id = $1', [row.id, given.rating, at]);
  if (given.happy)
    await sql.query(`update cases set status = 'verified', verified_at = $2 where id = $1`, [row.id, at]);
  else await sql.query(`update cases set status = 'open', due_at = $2 where id = $1`, [row.id, at]);
  return given;
};

const DO: Readonly<Record<Step, Do>> = { assign, close, verify };

/** A step as an event for other systems; a complaint is answered by contract, not by consent. */
const stepTold = (
  { id, id_kind, id_value }: CaseRow,
  step: Step,
  body: unknown,
  detail: Readonly<Record<string, string | boolean | number>>,
): Told => {
  const who = nodeOf(id_kind ?? '', id_value ?? '');
  if (step === 'close') {
    const { outcome, cause, followUpAt } = read('close', body);
    return told('complaint.closed', who, [], {
      caseId: id,
      outcome,
      owner: String(detail.owner),
      ...(cause ? { cause } : {}),
      followUpAt,
    });
  }
  const status = step === 'assign' ? 'open' : detail.happy === true ? 'verified' : 'reopened';
  const owner = step === 'assign' ? { owner: String(detail.owner) } : {};
  return told('complaint.updated', who, [], { caseId: id, status, ...owner });
};

/** Takes one step with a case and logs it. 404 for no case, 409 for a step out of order, 422 for what is missing. */
export const stepCase = (db: Database, id: string, step: Step, body: unknown, by: Acting): Promise<void> =>
  db.transaction(async (sql) => {
    const [row] = await sql.query<CaseRow>(
      'select id, status, owner, id_kind, id_value from cases where id = $1 for update',
      [id],
    );
    if (!row) throw new Problem(404, 'No such case.');
    const detail = await DO[step](sql, row, body, by.now);
    if (row.id_kind && row.id_value) await tell(sql, [stepTold(row, step, body, detail)], by.now);
    await addAudit(sql, by.secret, {
      at: by.now,
      actor: by.actor,
      action: `case.${step}`,
      // A case's number was given to a customer: after an erasure nothing may lead from the log to it without the host's secret.
      target: identifierToken(by.secret, 'case', id).slice(0, 16),
      detail,
    });
  });
