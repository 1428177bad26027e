import type { Adapter } from './adapter.ts';
import { type BrazeConfig, braze } from './adapters/braze.ts';
import { type Data360Config, data360 } from './adapters/data360.ts';
import { type Ga4Config, ga4 } from './adapters/ga4.ts';
import { type HubspotConfig, hubspot } from './adapters/hubspot.ts';
import { type WebhookConfig, webhook } from './adapters/webhook.ts';
import { type WecomConfig, wecom, wecomToken } from './adapters/wecom.ts';
import type { Destinations } from './deliver.ts';
import { type OauthConfig, oauthToken } from './oauth.ts';

/** One destination as the host's settings name it. Secrets are only ever here, on the server. */
export type DestinationConfig =
  | WebhookConfig
  | Ga4Config
  | BrazeConfig
  | HubspotConfig
  | WecomConfig
  | (Data360Config & { readonly oauth: OauthConfig });

const open = (config: DestinationConfig, send: typeof fetch): Adapter => {
  switch (config.kind) {
    case 'webhook':
      return webhook(config);
    case 'ga4':
      return ga4(config);
    case 'braze':
      return braze(config);
    case 'hubspot':
      return hubspot(config);
    case 'wecom':
      return wecom(config, wecomToken({ ...config, url: config.url ?? 'https://qyapi.weixin.qq.com' }, send));
    case 'data360':
      return data360(config, oauthToken(config.oauth, send));
  }
};

/** Adapters of all configured destinations, by name. */
export const openDestinations = (
  configs: Readonly<Record<string, DestinationConfig>>,
  send: typeof fetch,
): Destinations => new Map(Object.entries(configs).map(([name, config]) => [name, open(config, send)]));
