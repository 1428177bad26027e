import type { AskKey } from './ask-keys.ts';

export const askEn: Readonly<Record<AskKey, string>> = {
  'faq.title': 'Often asked',
  'faq.1.q': 'Are my pictures uploaded?',
  'faq.2.q': 'Why three shades and not one?',
  'faq.3.q': 'How do I get a better reading?',
  'faq.4.q': 'Does my screen show the true colour?',
  'ask.title': 'Any questions?',
  'ask.lead':
    'Answers are looked up on this device; what you write is not sent by itself. What we do not know, we say.',
  'ask.field': 'Your question',
  'ask.placeholder': 'Such as: does foundation darken by the afternoon',
  'ask.do': 'Ask',
  'ask.looking': 'Looking it up …',
  'ask.failed': 'The answers cannot be opened just now. Please try again.',
  'ask.empty': 'Please write a question first.',
  'ask.mean': 'Did you mean:',
  'ask.why': 'Why this one:',
  'ask.why.words': 'it is what you asked, in the same words',
  'ask.unknown.title': 'We do not know this one yet',
  'ask.unknown': 'Rather than guess, let a person answer it.',
  'ask.care.title': 'A person should answer this',
  'ask.care':
    'We do not answer here how a body feels or reacts. If something bothers you, leave the product off and ask a doctor or nurse; you can also hand it to our adviser.',
  'ask.still': 'Something else about it?',
  'ask.person.title': 'Hand it over',
  'ask.person': 'Hand over to a person',
  'ask.person.day': 'You get an answer within 24 hours; quote this number when you contact us.',
  'ask.send': 'Send these words to the shop',
  'ask.send.what':
    'Only this sentence, its language and the answer that came nearest; numbers and addresses are taken out. Next time it can be answered.',
  'ask.send.needs': 'Turn on the switch below first.',
  'ask.sent': 'The shop has it. Thank you.',
  'ask.hear':
    'Let the shop know which questions are asked (the answer’s number, not your words). You can turn it off at any time.',
  'line.faq.answered': 'A question was answered: {id}',
  'line.faq.abstained': 'A question could not be answered',
  'line.faq.escalated': 'A question was handed to a person',
};
