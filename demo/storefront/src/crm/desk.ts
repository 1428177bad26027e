import type { Carrier, Crm, CrmState } from '@carmine/crm/client';
import { type Consent, heedGpc, openConsent } from '@carmine/crm/consent';
import type { WireDataMap, WireEvent, WireName } from '@carmine/crm/contract';

/** Version of the words in the privacy section: a new one asks again. */
const POLICY = '2026-11';
/** Says which shop this is; public, and good for the origins its host knows only (docs/guide/crm-host.md). */
const SITE_KEY = 'pk_demo_selvanne';
/** Same origin: the shop's server hands it on to its CRM host (vite.config.ts), so that the page asks no other. */
const COLLECTOR = '/v1/events';

/** away: the last request met nobody who could answer. closed: the shop lets this page in no more. */
export type Way = 'open' | 'away' | 'closed';

export interface DeskOptions {
  /** An event that the customer allowed, on its way to the shop. */
  readonly onTaken: (event: WireEvent) => void;
  /** One that was kept back. */
  readonly onKeptBack: () => void;
  /** How the way to the shop stands; events that wait. */
  readonly onState: (way: Way, waiting: number) => void;
}

/** Says of each request whether somebody answered. */
const watched = (carrier: Carrier, heard: (failed: boolean) => void): Carrier => ({
  ...carrier,
  send: async (batch, options) => {
    const delivery = await carrier.send(batch, options);
    heard(delivery.kind === 'failed');
    return delivery;
  },
});

/** What the page asks of it. */
export interface Desk {
  readonly consent: Consent;
  /** An event of the mirror. */
  tell(event: unknown): void;
  /** An event of the shop itself. */
  emit<K extends WireName>(name: K, data: WireDataMap[K], options?: { subject?: string }): void;
  /** Sends what waits now; true when nothing waits any more. */
  send(): Promise<boolean>;
}

/** The page's way to its CRM: consent at once, the client when its file is there; what is told meanwhile waits in order. */
export class ShopDesk implements Desk {
  readonly consent: Consent = openConsent({ policyVersion: POLICY });
  readonly #options: DeskOptions;
  readonly #crm: Promise<Crm | null>;

  constructor(options: DeskOptions) {
    this.#options = options;
    heedGpc(this.consent);
    this.#crm = this.#open().catch((error: unknown) => {
      // A shop that cannot load its CRM client still sells.
      console.warn('shop: events stay here, the CRM client did not load', error);
      return null;
    });
  }

  tell(event: unknown): void {
    void this.#crm.then((crm) => crm?.tell(event));
  }

  emit<K extends WireName>(name: K, data: WireDataMap[K], options?: { subject?: string }): void {
    void this.#crm.then((crm) => crm?.emit(name, data, options));
  }

  async send(): Promise<boolean> {
    const crm = await this.#crm;
    // The customer waits for it: not for the next try of the queue.
    await crm?.resume();
    return crm !== null && (await crm.waiting()).events === 0;
  }

  async #open(): Promise<Crm> {
    const { openCrm, collector, callback } = await import('@carmine/crm/client');
    const { onTaken, onKeptBack, onState } = this.#options;
    let away = false;
    const way = ({ phase }: CrmState): Way => {
      if (phase === 'blocked' || phase === 'gone') return 'closed';
      return away ? 'away' : 'open';
    };
    const crm = openCrm({
      source: `${location.origin}/`,
      consent: this.consent,
      carrier: watched(
        collector({ url: COLLECTOR, headers: () => ({ authorization: `Bearer ${SITE_KEY}` }) }),
        (failed) => {
          away = failed;
        },
      ),
      sinks: [callback(onTaken)],
      onRefused: ({ code, detail }) => {
        onKeptBack();
        // Without consent events are kept back as they should be; anything else is a fault of this page.
        if (code !== 'consent-missing' && code !== 'age-gate') console.warn(`shop: ${code}: ${detail}`);
      },
    });
    const report = async () => onState(way(crm.state), (await crm.waiting()).events);
    crm.listen(() => void report());
    await report();
    return crm;
  }
}
