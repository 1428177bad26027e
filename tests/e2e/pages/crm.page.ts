/** A shop's page with consent, the CRM client and the element that asks; the client is loaded when the page asks for it, as a shop would. */
import '@carmine/elements/consent';
import type { Crm } from '@carmine/crm/client';
import { openConsent } from '@carmine/crm/consent';

const consent = openConsent({ policyVersion: 'test-1' });
const asking = document.createElement('carmine-consent');
asking.consent = consent;
asking.policyUrl = '/privacy';

/** What the outbox keeps on the device, as text. */
const kept = async (): Promise<string> => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes('carmine-outbox')) return '';
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('carmine-outbox');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('rows').objectStore('rows').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result.map((row: { body: string }) => row.body).join('\n'));
      };
    };
  });
};

const api = {
  consent,
  asking,
  kept,
  crm: null as Crm | null,
  async open(source: string): Promise<void> {
    const { openCrm, collector } = await import('@carmine/crm/client');
    const headers = () => ({ authorization: 'Bearer pk_demo_selvanne' });
    api.crm = openCrm({ source, consent, carrier: collector({ url: '/v1/events', headers }) });
  },
  view: (n: number) =>
    api.crm!.emit('product.viewed', { sku: `S-${n}`, position: ((n - 1) % 10_000) + 1 }).taken,
  /** Tells events and waits until they lie on the device. */
  async tell(from: number, count: number): Promise<void> {
    for (let n = from; n < from + count; n++) api.view(n);
    await api.crm!.settled();
  },
};

declare global {
  interface Window {
    crmShop: typeof api;
  }
}
window.crmShop = api;
document.body.append(asking);
