import { type EventFactoryOptions, type EventTable, factoryOver } from '../factory.ts';
import { EVENT_RULES } from './rules.ts';
import { WIRE_SCHEMAS, type WireDataMap, type WireName } from './schemas.ts';
import type { WireEvent } from './wire.ts';

/** Makes one event of any type. Throws `internal` naming event and field when the data is not what the schema allows. */
export type WireFactory = <K extends WireName>(
  name: K,
  data: WireDataMap[K],
  options?: { subject?: string },
) => WireEvent<K>;

const WIRE: EventTable = {
  schema: (name) => WIRE_SCHEMAS[name as WireName],
  dataClass: (name) => EVENT_RULES[name as WireName].dataClass,
};

/** As createEventFactory, for every type of the contract: what the shop's page and its server make. */
export const createWireFactory = (options: EventFactoryOptions): WireFactory =>
  factoryOver(WIRE, options) as WireFactory;
