import type { Faq } from '@carmine/crm/faq';

/** What the shop answers by itself: published by its host, and a copy in the shop's own files for when that is away. Nothing is loaded before somebody asks. */

/** Same origin: the shop's server hands it on to its CRM host (vite.config.ts). */
const KNOWLEDGE = '/v1/knowledge';
/** ms that the host may take before the copy answers. */
const PATIENCE = 3000;

const published = async (): Promise<unknown> => {
  const response = await fetch(KNOWLEDGE, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${KNOWLEDGE}: ${response.status}`);
  return response.json();
};

const load = async (): Promise<Faq> => {
  const { openFaq, parseKnowledge } = await import('@carmine/crm/faq');
  try {
    return openFaq(parseKnowledge(await published()));
  } catch (error) {
    console.info('shop: questions are answered from the copy in this page', error);
    const { STARTER } = await import('@carmine/crm/faq-starter');
    return openFaq(STARTER);
  }
};

let opened: Promise<Faq> | undefined;

/** Opens the book with the first question; a failure is tried again with the next. */
export const openBook = (): Promise<Faq> => {
  opened ??= load().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
};
