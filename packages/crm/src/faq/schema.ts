import { CarmineError } from '@carmine/errors';
import * as v from 'valibot';
import { type FAQ_LOCALES, type Knowledge, RELATIONS } from './types.ts';

/** The form of knowledge: what a host may publish and a page may load. Every text and list has an end. */

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and dashes'));
const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const inAll = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ 'zh-CN': item, 'zh-TW': item, en: item });

export const conceptSchema = v.strictObject({
  id,
  kind: words(40),
  name: inAll(words(60)),
  terms: v.pipe(v.array(words(40)), v.maxLength(80)),
  links: v.pipe(v.array(v.strictObject({ to: id, relation: v.picklist(RELATIONS) })), v.maxLength(20)),
});

export const entrySchema = v.strictObject({
  id,
  intent: id,
  about: v.pipe(v.array(id), v.minLength(1), v.maxLength(8)),
  questions: inAll(v.pipe(v.array(words(120)), v.minLength(1), v.maxLength(20))),
  answer: inAll(words(800)),
});

const knowledgeSchema = v.strictObject({
  format: v.literal(1),
  version: words(64),
  concepts: v.pipe(v.array(conceptSchema), v.maxLength(2000)),
  entries: v.pipe(v.array(entrySchema), v.maxLength(2000)),
});

const firstRepeated = (ids: readonly string[]): string | undefined =>
  ids.find((x, i) => ids.indexOf(x) !== i);

/** What is wrong between the parts: ids twice, or pointing nowhere. undefined when all is well. */
export const brokenLink = ({
  concepts,
  entries,
}: Pick<Knowledge, 'concepts' | 'entries'>): string | undefined => {
  const known = new Set(concepts.map((c) => c.id));
  const twice = firstRepeated(concepts.map((c) => c.id)) ?? firstRepeated(entries.map((e) => e.id));
  if (twice) return `${twice}: is there twice`;
  for (const { id: own, links } of concepts)
    for (const { to } of links) if (!known.has(to)) return `${own}: no concept ${to}`;
  for (const { id: own, about } of entries)
    for (const c of about) if (!known.has(c)) return `${own}: no concept ${c}`;
  return undefined;
};

/** Knowledge from JSON that came from anywhere. Throws `invalid-argument` with the first place that is wrong. */
export const parseKnowledge = (given: unknown): Knowledge => {
  const result = v.safeParse(knowledgeSchema, given);
  const wrong = (field: string, why: string) =>
    new CarmineError('invalid-argument', { message: `knowledge: ${field}: ${why}`, details: { field } });
  if (!result.success) {
    const [issue] = result.issues;
    throw wrong(v.getDotPath(issue) ?? 'knowledge', issue.message);
  }
  const broken = brokenLink(result.output);
  if (broken) throw wrong(broken.split(':')[0] ?? '', broken);
  return result.output;
};

/** The language of the page, as one of those that knowledge is written in. */
export const faqLocale = (tag: string): (typeof FAQ_LOCALES)[number] => {
  if (!/^zh\b/i.test(tag)) return 'en';
  return /\b(hant|tw|hk|mo)\b/i.test(tag) ? 'zh-TW' : 'zh-CN';
};
