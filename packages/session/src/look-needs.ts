import type { Look, ProductKind } from '@carmine/makeup';

/** What must be read of live pictures, besides the landmarks, for what is worn. */
export interface Needs {
  /** Something is worn: what lies in front of a face covers it, and the light is on it. */
  readonly worn: boolean;
  /** It lies on the lips or ends at their edges. */
  readonly lips: boolean;
}

/** Products that lie on lips or, as all that covers skin, end where lips begin. */
const AT_LIPS: Readonly<Record<ProductKind, boolean>> = {
  foundation: true,
  concealer: true,
  contour: true,
  bronzer: true,
  blush: true,
  highlighter: true,
  eyeshadow: false,
  brow: false,
  eyeliner: false,
  mascara: false,
  'lip-liner': true,
  lipstick: true,
};

/** What looks side by side need together. */
export const needsOf = (looks: readonly Look[]): Needs => {
  const layers = looks.flatMap((look) => look.layers);
  return { worn: layers.length > 0, lips: layers.some(({ product }) => AT_LIPS[product]) };
};

/** Carries what is needed from whoever dresses to whoever tracks. */
export class LookNeeds {
  #now: Needs = needsOf([]);
  readonly #followers = new Set<() => void>();

  get now(): Needs {
    return this.#now;
  }

  /** `looks`: all that are seen. */
  wear(looks: readonly Look[]): void {
    const { worn, lips } = this.#now;
    this.#now = needsOf(looks);
    if (this.#now.worn === worn && this.#now.lips === lips) return;
    for (const follower of [...this.#followers]) follower();
  }

  /** Calls `follower` at every change. Returns the function that ends it. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }
}
