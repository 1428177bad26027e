import type { Concept, FaqEntry, FaqLocale, Knowledge } from '@carmine/crm/faq';
import type { Gap } from '../../../../src/knowledge/gaps.ts';
import type { Item } from '../../../../src/knowledge/items.ts';
import type { KnowledgeDesk } from '../../../../src/knowledge/routes.ts';
import type { Usage } from '../../../../src/knowledge/usage.ts';
import type { Json } from '../../api.ts';
import { locale, name, say } from '../../language.ts';

/** What the curators' page works on, as the host sent it. */

export type Desk = Json<KnowledgeDesk>;
export type GapItem = Json<Gap>;
export type StoredItem = Json<Item>;
export type UsageItem = Json<Usage>;

export const entriesOf = ({ items }: Desk): readonly FaqEntry[] =>
  items.filter((i) => i.kind === 'entry').map((i) => i.body as FaqEntry);

export const conceptsOf = ({ items }: Desk): readonly Concept[] =>
  items.filter((i) => i.kind === 'concept').map((i) => i.body as Concept);

/** The book with its drafts, as pages would load it were all of it published. */
export const draftBook = (desk: Desk): Knowledge => ({
  format: 1,
  version: 'drafts',
  concepts: conceptsOf(desk),
  entries: entriesOf(desk),
});

export const itemOf = ({ items }: Desk, kind: 'entry' | 'concept', id: string): StoredItem | undefined =>
  items.find((i) => i.kind === kind && i.id === id);

export type ItemState = 'published' | 'draft' | 'changed';

export const stateOf = ({ version, published_version }: StoredItem): ItemState => {
  if (published_version === null) return 'draft';
  return published_version === version ? 'published' : 'changed';
};

export const faqLocaleNow = (): FaqLocale => locale();

export const titleIn = (entry: FaqEntry): string => entry.questions[faqLocaleNow()][0] ?? entry.id;

export const titleOfId = (desk: Desk, id: string): string => {
  const item = itemOf(desk, 'entry', id);
  return item ? titleIn(item.body as FaqEntry) : id;
};

/** A gap in one line: the cause by its name, or the most asked words. */
export const gapTitle = (gap: GapItem): string =>
  gap.kind === 'cause' ? name('cause', gap.cause ?? '') : (gap.questions[0]?.text ?? '');

export const gapCount = ({ kind, count }: GapItem): string => {
  if (kind === 'cause') return say('knowledge.gap.cause', { n: count });
  return count === 1 ? say('knowledge.gap.askedOnce') : say('knowledge.gap.asked', { n: count });
};
