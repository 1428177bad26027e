/** BatteryManager and NetworkInformation, which TypeScript's DOM library lacks; in Chromium only. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0..1. */
  readonly level: number;
}
export interface PowerSource {
  getBattery?(): Promise<Battery>;
  readonly connection?: EventTarget & { readonly saveData?: boolean };
}

/** Level up to which a battery that is not being charged is spared: where phones offer their own saver. */
const LOW = 0.2;

/** Tells when the device should be spared (a battery running out, a person who asked to save data) and when no longer. Browsers that do not
 *  say count as not. Returns the function that ends it. */
export const watchPower = (
  listener: (low: boolean) => void,
  source: PowerSource | undefined = globalThis.navigator as PowerSource | undefined,
): (() => void) => {
  const over = new AbortController();
  const { signal } = over;
  let battery: Battery | null = null;
  let told = false;
  const look = (): void => {
    const low =
      source?.connection?.saveData === true ||
      (battery !== null && !battery.charging && battery.level <= LOW);
    if (signal.aborted || low === told) return;
    told = low;
    listener(low);
  };
  source?.connection?.addEventListener?.('change', look, { signal });
  source
    ?.getBattery?.()
    .then((found) => {
      if (signal.aborted) return;
      battery = found;
      for (const event of ['chargingchange', 'levelchange']) found.addEventListener(event, look, { signal });
      look();
    })
    // A page that may not ask (permissions policy) knows nothing of the battery.
    .catch(() => undefined);
  look();
  return () => over.abort();
};
