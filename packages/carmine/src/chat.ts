/** Labels of a customer's chat messages, made in the page by a model of 80 kB that comes with this door and with no other; no text leaves the page. */
export * from '@carmine/crm/chat';
