/** Questions of customers, answered in the browser from what the shop knows, or handed to a person. Loads nothing and sends nothing by itself. */

export { ALIKE_FROM, alike } from './alike.ts';
export { needsCare } from './care.ts';
export { ANSWER_FROM, SUGGEST_FROM } from './confidence.ts';
export {
  type Faq,
  type FaqFound,
  type FaqReply,
  openFaq,
  QUESTION_MAX,
  titleOf,
  type WhyStep,
} from './faq.ts';
export { brokenLink, conceptSchema, entrySchema, faqLocale, parseKnowledge } from './schema.ts';
export { type FaqTold, questionToSend, tellHandOver, tellReply } from './told.ts';
export {
  type Concept,
  type ConceptLink,
  FAQ_LOCALES,
  type FaqEntry,
  type FaqLocale,
  type Knowledge,
  RELATIONS,
  type Relation,
} from './types.ts';
