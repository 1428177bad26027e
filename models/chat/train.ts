import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { softmax } from '../../packages/crm/src/chat/linear.ts';
import { trainModels } from './model.ts';

/** `pnpm chat:train`: from the labelled sentences to packages/crm/src/chat/weights.ts, the same bytes each time. */

const OUT = fileURLToPath(new URL('../../packages/crm/src/chat/weights.ts', import.meta.url));
const { polarity, intent, seen, sentences, unseen } = trainModels();

const text = (value: object): string =>
  JSON.stringify(value, null, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'");

writeFileSync(
  OUT,
  `// Made by \`pnpm chat:train\`; the card is models/chat/README.md.
/** Told with every label. */
export const MODEL_ID = 'chat-1';
export const POLARITY = ${text(polarity)};
export const INTENT = ${text(intent)};
/** Bits of the words and characters that the training has seen. */
export const SEEN = '${seen}';
`,
);
console.log(
  `${sentences.made} made, ${sentences.hand} by hand; temperatures ${polarity.temperature} and ${intent.temperature}; ${OUT}`,
);

/** What a threshold costs and brings, by sentences that their model had not seen. */
for (const sure of [0.4, 0.5, 0.6, 0.7, 0.8]) {
  const kept = unseen
    .map(({ scores, label }) => ({ p: softmax(scores.map((x) => x / polarity.temperature)), label }))
    .filter(({ p }) => Math.max(...p) >= sure);
  const right = kept.filter(({ p, label }) => p.indexOf(Math.max(...p)) === label).length;
  console.log(
    `sure from ${sure}: ${kept.length} of ${unseen.length} labelled, ${(right / kept.length).toFixed(3)} right`,
  );
}
