import type { ConsentSnapshot, Purpose } from '@carmine/crm/consent';

/** What this shop asks for at the first visit; it sends no news and uses no place. Of questions it asks beside the questions. */
export const ASKED: readonly Purpose[] = [
  'camera_process',
  'skin_analysis',
  'crm_share',
  'personalization',
  'analytics',
];

export const isAnswered = ({ purposes }: ConsentSnapshot): boolean =>
  ASKED.every((purpose) => purposes[purpose].state !== 'unset');
