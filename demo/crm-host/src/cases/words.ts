/** How a complaint can end. */
export const OUTCOMES = ['exchanged', 'refunded', 'advised', 'no-fault', 'unreachable', 'other'] as const;
