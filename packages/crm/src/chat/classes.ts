/** What a message can be, in the order of the model's rows. `mixed` is told as an abstention. */
export const POLARITIES = ['negative', 'neutral', 'positive', 'mixed'] as const;
/** What it is about. */
export const INTENTS = ['shade', 'quality', 'delivery', 'refund', 'advice', 'other'] as const;
