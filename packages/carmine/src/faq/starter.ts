/** What a shop can begin with: make-up, the mirror, and a demo shop's service, in zh-CN, zh-TW and English. */
export { STARTER } from '@carmine/crm/faq-starter';
