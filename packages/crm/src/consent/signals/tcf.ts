import type { Purpose } from '../../purposes.ts';
import type { Consent } from '../store.ts';

/**
 * IAB TCF v2: `__tcfapi('addEventListener', 2, callback)`, acted on when the string is loaded or the customer has chosen. Purposes by the
 * numbers of the TCF policies (appendix A): 1 store on a device, 2-4 advertising, 5-6 personalised content, 8 measure content.
 * The publisher's own section counts where there is one, because the shop speaks for itself and is no vendor.
 */
const ROWS: readonly (readonly [Purpose, readonly number[]])[] = [
  ['analytics', [1, 8]],
  ['personalization', [1, 5, 6]],
  ['marketing', [1, 2, 3, 4]],
];

type Answers = Readonly<Record<string, boolean | undefined>>;

interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly listenerId?: number;
  readonly purpose?: { readonly consents?: Answers };
  readonly publisher?: { readonly consents?: Answers };
}

type TcfApi = (
  command: 'addEventListener' | 'removeEventListener',
  version: 2,
  callback: (data: TcData, success: boolean) => void,
  parameter?: number,
) => void;

/** Follows the page's CMP; does nothing where there is none. Where the TCF does not apply it says nothing: unset stays denied. */
export const followTcf = (
  consent: Consent,
  page: { __tcfapi?: TcfApi } = globalThis as { __tcfapi?: TcfApi },
): (() => void) => {
  const api = page.__tcfapi;
  if (typeof api !== 'function') return () => {};
  let following = true;
  let id: number | undefined;
  api('addEventListener', 2, (data, success) => {
    if (!following || !success) return;
    id = data.listenerId;
    if (data.gdprApplies === false) return;
    if (data.eventStatus !== 'tcloaded' && data.eventStatus !== 'useractioncomplete') return;
    const own = data.publisher?.consents ?? {};
    const said = Object.keys(own).length > 0 ? own : (data.purpose?.consents ?? {});
    const answers = ROWS.map(([purpose, numbers]) => [
      purpose,
      numbers.every((n) => said[n] === true) ? 'granted' : 'denied',
    ]);
    consent.update(Object.fromEntries(answers), { method: 'iab-tcf' });
  });
  return () => {
    following = false;
    if (id !== undefined) api('removeEventListener', 2, () => {}, id);
  };
};
