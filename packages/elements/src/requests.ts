import type { ProductKind } from '@carmine/makeup';
import type { MatchQuery } from '@carmine/session';
import type { CaptureRequestMap } from './capture-requests.ts';
import type { KeepRequestMap } from './keep-requests.ts';
import type { LayerChange } from './wardrobe.ts';

/** What a user can bring in front of the mirror. Without `file` the element opens a file dialogue. */
export type SourceRequest =
  | { readonly kind: 'camera' }
  | { readonly kind: 'photo' | 'video'; readonly file?: Blob }
  | { readonly kind: 'head'; readonly tone?: number };

/** Wishes the parts send up to `<carmine-try-on>`; state comes down as properties (house.md, habit 7). */
export interface RequestMap extends KeepRequestMap, CaptureRequestMap {
  sourcerequest: SourceRequest;
  shaderequest: { readonly sku: string };
  /** Match the reading again: another product, a wish, a depth that was picked. */
  matchrequest: MatchQuery;
  /** Wear a matched shade exactly as it was matched. */
  matchwearrequest: { readonly sku: string };
  linerequest: { readonly line: string };
  productrequest: { readonly product: ProductKind };
  /** Wear a product otherwise. */
  adjustrequest: { readonly product: ProductKind; readonly change: LayerChange };
  /** Take a product off the face without forgetting it, or put it back. */
  hiderequest: { readonly product: ProductKind };
  clearrequest: { readonly product?: ProductKind };
  comparerequest: { readonly on: boolean };
  tonerequest: { readonly tone: number };
  analysisrequest: undefined;
  snapshotrequest: undefined;
  cancelrequest: undefined;
  dismissrequest: undefined;
  reportrequest: undefined;
  stoprequest: undefined;
}

export type RequestName = keyof RequestMap;
export type RequestEvent<K extends RequestName> = CustomEvent<RequestMap[K]>;

/** Sends a wish up from a part, through nested shadow roots; `<carmine-try-on>` hears it and lets it go no further. */
export const request = <K extends RequestName>(from: EventTarget, name: K, detail: RequestMap[K]): void => {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
};

/** A listener for a wish that ends its way here. */
export const heard =
  <K extends RequestName>(take: (detail: RequestMap[K]) => void) =>
  (event: RequestEvent<K>): void => {
    event.stopPropagation();
    take(event.detail);
  };
