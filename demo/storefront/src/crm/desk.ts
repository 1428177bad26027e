import type { Crm, CrmState } from '@carmine/crm/client';
import { type Consent, heedGpc, openConsent } from '@carmine/crm/consent';
import type { WireDataMap, WireEvent, WireName } from '@carmine/crm/contract';

/** Version of the words in the privacy section: a new one asks again. */
const POLICY = '2026-11';
/** Says which shop this is; public, and good for the origins its host knows only (docs/guide/crm-host.md). */
const SITE_KEY = 'pk_demo_selvanne';
/** Same origin: the shop's server hands it on to its CRM host (vite.config.ts), so that the page asks no other. */
const COLLECTOR = '/v1/events';

export interface DeskOptions {
  /** An event that the customer allowed, on its way to the shop. */
  readonly onTaken: (event: WireEvent) => void;
  /** One that was kept back. */
  readonly onKeptBack: () => void;
  /** How the way to the shop stands; events that wait. */
  readonly onState: (phase: CrmState['phase'], waiting: number) => void;
}

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
    await crm?.flush();
    return crm !== null && (await crm.waiting()).events === 0;
  }

  async #open(): Promise<Crm> {
    const { openCrm, collector, callback } = await import('@carmine/crm/client');
    const { onTaken, onKeptBack, onState } = this.#options;
    const crm = openCrm({
      source: `${location.origin}/`,
      consent: this.consent,
      carrier: collector({ url: COLLECTOR, headers: () => ({ authorization: `Bearer ${SITE_KEY}` }) }),
      sinks: [callback(onTaken)],
      onRefused: ({ code, detail }) => {
        onKeptBack();
        // Without consent events are kept back as they should be; anything else is a fault of this page.
        if (code !== 'consent-missing' && code !== 'age-gate') console.warn(`shop: ${code}: ${detail}`);
      },
    });
    const report = async () => onState(crm.state.phase, (await crm.waiting()).events);
    crm.listen(() => void report());
    await report();
    return crm;
  }
}
