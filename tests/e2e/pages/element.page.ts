import '@carmine/elements/define';
import type { CarmineEvent } from '@carmine/crm';
import type { CarmineTryOn } from '@carmine/elements';
import { demoCatalogue } from '@carmine/shades/demo';

/** What the test reads of the page. */
export interface ElementPage {
  /** Envelopes by `onEvent`, in order. */
  readonly called: CarmineEvent[];
  /** Envelopes by the DOM event `carmine-event`, heard on the document: composed and bubbling. */
  readonly heard: CarmineEvent[];
  readonly violations: string[];
  /** Tracks given by getUserMedia, in order. */
  readonly tracks: MediaStreamTrack[];
  readonly asked: () => number;
  readonly add: (attributes?: Readonly<Record<string, string>>) => CarmineTryOn;
  readonly element: () => CarmineTryOn;
}

declare global {
  interface Window {
    mirror: ElementPage;
  }
}

const called: CarmineEvent[] = [];
const heard: CarmineEvent[] = [];
const violations: string[] = [];
const tracks: MediaStreamTrack[] = [];
let asked = 0;

document.addEventListener('securitypolicyviolation', (e) =>
  violations.push(`${e.violatedDirective} ${e.blockedURI}`),
);
document.addEventListener('carmine-event', (e) => heard.push((e as CustomEvent<CarmineEvent>).detail));

const media = navigator.mediaDevices;
const ask = media?.getUserMedia.bind(media);
if (media && ask) {
  media.getUserMedia = async (wish) => {
    asked++;
    const stream = await ask(wish);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

const add = (attributes: Readonly<Record<string, string>> = {}): CarmineTryOn => {
  const element = document.createElement('carmine-try-on');
  for (const [name, value] of Object.entries({ 'asset-base': '/assets/', ...attributes }))
    element.setAttribute(name, value);
  element.catalogue = demoCatalogue;
  element.onEvent = (event) => called.push(event);
  document.body.append(element);
  return element;
};

window.mirror = {
  called,
  heard,
  violations,
  tracks,
  asked: () => asked,
  add,
  element: () => document.querySelector('carmine-try-on')!,
};
