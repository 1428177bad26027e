import type { Crm } from '../client/types.ts';
import { type ChatReading, classifyChat } from './classify.ts';

export interface ChatTelling {
  /** The host's own reference of the chat; no name and no address. */
  readonly chatId: string;
  /** Whether `chat_analysis` is granted now. */
  readonly allowed: () => boolean;
}

/**
 * Reads the customer's messages in this page and tells `chat.classified`: labels, never a word of the message. Without consent a message is not even looked at.
 * The labels are a hint for a person: nothing may be refused or closed by them.
 */
export const chatLabels = (
  crm: Pick<Crm, 'emit'>,
  { chatId, allowed }: ChatTelling,
): ((message: string) => ChatReading | null) => {
  return (message) => {
    if (!allowed() || message.trim() === '') return null;
    const reading = classifyChat(message);
    crm.emit('chat.classified', { chatId, labels: reading.labels, model: reading.model });
    return reading;
  };
};
