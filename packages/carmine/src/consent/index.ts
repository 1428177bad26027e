/** What a customer allowed in this browser, purpose by purpose, and the signals it may be read from. `carmine/consent/define` registers
 *  `<carmine-consent>`, which asks. */
export * from '@carmine/crm/consent';
