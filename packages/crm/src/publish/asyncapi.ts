import { EVENT_RULES } from '../contract/rules.ts';
import { WIRE_NAMES } from '../contract/schemas.ts';
import { wireType } from '../contract/wire.ts';

const PAGE = WIRE_NAMES.filter((name) => EVENT_RULES[name].from === 'page');
const HOST = WIRE_NAMES.filter((name) => EVENT_RULES[name].from === 'host');

const message = (name: (typeof WIRE_NAMES)[number]) => {
  const { dataClass, purposes, from, basis } = EVENT_RULES[name];
  return {
    name: wireType(name),
    title: name,
    contentType: 'application/cloudevents+json',
    payload: { $ref: `./events.v1.json#/$defs/${name}` },
    'x-data-class': dataClass,
    'x-consent-purposes': purposes,
    'x-from': from,
    'x-basis': basis,
  };
};

const refs = (names: readonly string[], channel: string) =>
  names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
const held = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));

/** AsyncAPI 3.0 document: what a page sends to the collector, and what the host tells its partners. Payloads are those of events.v1.json beside it. */
export const asyncApi = (): Record<string, unknown> => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Carmine events',
    version: '1.0.0',
    description:
      'CloudEvents 1.0 of the mirror, its page and its host. Wire contract: docs/guide/collector.md.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/cloudevents+json',
  channels: {
    collector: {
      address: '/v1/events',
      title: 'The collector',
      description: 'POST of 1 to 20 events as application/cloudevents-batch+json; one result an event.',
      messages: held(PAGE),
    },
    host: {
      address: 'host',
      title: 'What the host concludes',
      description: 'Handed to partners as signed webhooks; a page may not send these.',
      messages: held(HOST),
    },
  },
  operations: {
    collect: {
      action: 'receive',
      channel: { $ref: '#/channels/collector' },
      messages: refs(PAGE, 'collector'),
    },
    conclude: { action: 'send', channel: { $ref: '#/channels/host' }, messages: refs(HOST, 'host') },
  },
  components: { messages: Object.fromEntries(WIRE_NAMES.map((name) => [name, message(name)])) },
});
