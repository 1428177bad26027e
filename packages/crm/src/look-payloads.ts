import type { EventDataMap } from './data.ts';
import { redact } from './redact.ts';

type Layer = EventDataMap['look.saved']['layers'][number];

/** A look and where its layers came from; further fields of a layer (colours, amounts) are left behind. */
export interface ToldLook {
  readonly name?: string;
  readonly layers: readonly { readonly product: Layer['product']; readonly sku?: string }[];
}

const NAME = 64;

const toldLook = ({ name, layers }: ToldLook): EventDataMap['look.saved'] => {
  const told = name === undefined ? '' : redact(name.trim(), NAME);
  return {
    ...(told ? { name: told } : {}),
    layers: layers.slice(0, 12).map(({ product, sku }) => ({ product, ...(sku ? { sku } : {}) })),
  };
};

/** Data of `look.saved`. */
export const lookSavedData = (look: ToldLook): EventDataMap['look.saved'] => toldLook(look);

/** Data of `look.shared`. */
export const lookSharedData = (
  look: ToldLook & { readonly via: EventDataMap['look.shared']['via'] },
): EventDataMap['look.shared'] => ({ ...toldLook(look), via: look.via });

/** Data of `look.compared`: the first four looks. */
export const lookComparedData = (looks: readonly ToldLook[]): EventDataMap['look.compared'] => ({
  looks: looks.slice(0, 4).map(toldLook),
});
