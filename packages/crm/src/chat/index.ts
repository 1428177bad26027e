/** Labels of a customer's chat messages, made in the page: no text leaves it. Import it with the chat, not with the mirror. */
export { INTENTS, POLARITIES } from './classes.ts';
export { type ChatLabels, type ChatReading, classifyChat } from './classify.ts';
export { type ChatTelling, chatLabels } from './tell.ts';
