/** Texts of chat labels, ratings and reports; spread into the table of en.ts. */
export const chatEn = {
  'page.reports': 'Reports',
  'chat.sounds': 'Chat sounded',
  'chat.suggestion': 'A suggestion of the page’s own model ({model}), {p} sure: a person decides.',
  'chat.raised': 'Listed 12 hours earlier because of it.',
  'chat.correct': 'Correct',
  'chat.incorrect': 'Not correct',
  'chat.said.correct': 'called correct',
  'chat.said.incorrect': 'called not correct',
  'chat.review': 'Chats to judge',
  'chat.review.lead':
    'What customers’ messages sounded like to the model in their page; no text ever came here. Each verdict tells how far it can be trusted.',
  'chat.review.none': 'No label waits for a verdict.',
  'chat.in': 'in chat {id}',
  'chat.figures': 'Labels of chats',
  'chat.figures.lead':
    'Shares by week, of messages labelled in the page. The alarm compares the last whole week with up to eight before it.',
  'chat.figures.none': 'No labelled chat in the last nine weeks.',
  'chat.week': 'Week of',
  'chat.messages': 'Messages',
  'chat.agreed': 'The desk called {share} of {n} labels correct.',
  'chat.alarm':
    'The labels of {model} have shifted (PSI {psi}, week of {week}): look at the chats before trusting them.',
  'chat.calm': 'No shift of {model} (PSI {psi}, week of {week}).',
  'chat.few': 'Too few messages of {model} to tell a shift.',
  'cases.rating': 'Rated',
  'cases.rating.of': '{n} of 5',
  'cases.figure.rating': 'mean rating ({n})',
  'reports.lead':
    'A month as a file: funnel, complaints, completeness, tiers, churn, pilots, matches and chats. Counts only; nobody is in it.',
  'reports.month': 'Month',
  'reports.page': 'Download to read',
  'reports.figures': 'Download figures (JSON)',
  'reports.running': 'running',
} as const;
