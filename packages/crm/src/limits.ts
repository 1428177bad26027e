/** Sizes of the contract (ecosystem.md 1.2 and 4; docs/guide/collector.md). Bytes are of the UTF-8 JSON. */

/** An event's aim; over it the developer is told. */
export const EVENT_SOFT_BYTES = 8 * 1024;
/** Over it an event is refused. */
export const EVENT_HARD_BYTES = 32 * 1024;

export const BATCH_EVENTS = 20;
export const BATCH_BYTES = 48 * 1024;
/** A page may have 64 KiB of keepalive requests under way in all (Fetch standard); the rest is left to the shop's own. */
export const LEAVING_BYTES = 56 * 1024;
/** ms an event waits for company. */
export const BATCH_WAIT = 5000;

export const QUEUE_EVENTS = 1000;
export const QUEUE_BYTES = 2 * 1024 * 1024;
/** ms after which an event is not worth sending. */
export const QUEUE_TTL = 7 * 24 * 3600 * 1000;

/** Length of a text in UTF-8. */
export const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
};
