/** The sender's skew is taken back; below this it is the journey of the request, not a clock that is wrong. ms. */
const JOURNEY_MS = 2000;

/** ms since 1970 of an RFC 3339 time; NaN for what is none. */
export const parseTime = (text: string | undefined): number =>
  text && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text) ? Date.parse(text) : Number.NaN;

/** What to add to the device's clock to get ours, ms; 0 when the sender did not say when it sent. */
export const skewOf = (sentAt: string | undefined, receivedAt: number): number => {
  const sent = parseTime(sentAt);
  if (!Number.isFinite(sent)) return 0;
  const skew = receivedAt - sent;
  return skew >= 0 && skew < JOURNEY_MS ? 0 : skew;
};
