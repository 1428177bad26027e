/** Wishes of comparing, recording and keeping looks. */
export interface KeepRequestMap {
  /** Where before ends and after begins, 0..1 as seen; null: no slider. */
  splitrequest: { readonly at: number | null };
  /** Looks side by side, on or off. */
  tilesrequest: { readonly on: boolean };
  /** One of the looks side by side is to be worn. */
  tilerequest: { readonly index: number };
  recordrequest: { readonly action: 'start' | 'stop' };
  /** What becomes of a recording that has ended. */
  cliprequest: { readonly action: 'save' | 'discard' };
  /** The list of saved looks is looked at. */
  looksrequest: undefined;
  looksaverequest: { readonly name: string };
  lookwearrequest: { readonly id: string };
  lookrenamerequest: { readonly id: string; readonly name: string };
  /** One, or all. */
  lookdeleterequest: { readonly id?: string };
  looksharerequest: { readonly id: string };
  /** Chosen to be shown side by side. */
  lookpinrequest: { readonly id: string; readonly on: boolean };
  lookopenrequest: { readonly file: Blob };
}
