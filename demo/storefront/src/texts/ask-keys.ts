/** Texts of the questions panel. */
export type AskKey =
  | `faq.${1 | 2 | 3 | 4}.q`
  | 'faq.title'
  | `ask.${'title' | 'lead' | 'field' | 'placeholder' | 'do' | 'looking' | 'failed' | 'empty' | 'mean' | 'why' | 'why.words'}`
  | `ask.${'unknown.title' | 'unknown' | 'care.title' | 'care'}`
  | `ask.${'still' | 'person.title' | 'person' | 'person.day' | 'send' | 'send.what' | 'send.needs' | 'sent' | 'hear'}`
  | `line.faq.${'answered' | 'abstained' | 'escalated'}`;
