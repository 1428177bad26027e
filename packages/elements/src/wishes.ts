import type { LipstickLayer } from '@carmine/makeup';
import type { TryOn } from '@carmine/session';
import type { LayerOptions } from '@carmine/shades';
import type { SourceRequest } from './requests.ts';
import type { Worn } from './wardrobe.ts';

/** Puts a chosen layer on: a shade of the catalogue by its sku, so that the host is told; anything else as it is. */
export const putOn = (t: TryOn, { sku, layer }: Worn): Promise<void> => {
  if (sku === '') return t.wearLayer(layer);
  const { product: _product, ...own } = layer;
  const { color: _color, mix: _mix, ...options } = own as Partial<LipstickLayer>;
  return t.applyShade(sku, { ...options, second: options.second ?? null } as LayerOptions);
};

/** Starts the source that was asked for; `tone` is the head's where the request names none. */
export const startSource = (
  t: TryOn,
  source: SourceRequest,
  tone: number,
  signal: AbortSignal,
): Promise<void> => {
  switch (source.kind) {
    case 'camera':
      return t.startCamera({ signal });
    case 'head':
      return t.useHead({ tone: source.tone ?? tone, signal });
    case 'photo':
      return t.usePhoto(source.file ?? new Blob(), { signal });
    case 'video':
      return t.useVideo(source.file ?? new Blob(), { loop: true, signal });
  }
};
