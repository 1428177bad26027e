import type { Concept, FaqEntry, Knowledge } from '../types.ts';
import colour from './colour.json' with { type: 'json' };
import concepts from './concepts.json' with { type: 'json' };
import mirror from './mirror.json' with { type: 'json' };
import service from './service.json' with { type: 'json' };
import skin from './skin.json' with { type: 'json' };
import wear from './wear.json' with { type: 'json' };

/** What a shop can begin with: make-up, the mirror, and the demo shop's own service (`service.json`, to be replaced by the shop's). A test holds the files
 *  against the schema. */
export const STARTER: Knowledge = {
  format: 1,
  version: 'starter-1',
  concepts: concepts as readonly Concept[],
  entries: [...skin, ...wear, ...colour, ...mirror, ...service] as readonly FaqEntry[],
};
