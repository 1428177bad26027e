/** Customers' questions answered in the browser from what the shop knows, with the way that led there, or handed to a person. Load it when somebody asks; touches no DOM,
 *  loads nothing and sends nothing by itself. `carmine/faq/starter` brings 88 answers to begin with. */
export * from '@carmine/crm/faq';
