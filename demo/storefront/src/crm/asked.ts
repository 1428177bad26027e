import type { ConsentSnapshot, Purpose } from '@carmine/crm/consent';

/** What this shop asks for; it sends no news, reads no chat and uses no place. */
export const ASKED: readonly Purpose[] = [
  'camera_process',
  'skin_analysis',
  'crm_share',
  'personalization',
  'analytics',
];

export const isAnswered = ({ purposes }: ConsentSnapshot): boolean =>
  ASKED.every((purpose) => purposes[purpose].state !== 'unset');
