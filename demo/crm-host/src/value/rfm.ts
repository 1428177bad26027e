/** Recency, frequency, money: where a customer stands among all, in fifths. */

export interface RfmFacts {
  readonly person: string;
  /** Days since the last order. */
  readonly recency: number;
  /** Orders in the window. */
  readonly frequency: number;
  /** Net of refunds, minor units. */
  readonly money: number;
}

type Fifth = 1 | 2 | 3 | 4 | 5;

export interface Rfm {
  /** 5: bought most recently, most often, most. */
  readonly r: Fifth;
  readonly f: Fifth;
  readonly m: Fifth;
}

/** 1 + the share of others strictly below, in fifths: equals get the same, whatever their order. */
const fifths = (values: readonly number[]): ((value: number) => Fifth) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (value) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return (1 + Math.min(4, Math.floor((5 * low) / sorted.length))) as Fifth;
  };
};

/** Scores of everybody who bought in the window. */
export const rfmOf = (customers: readonly RfmFacts[]): ReadonlyMap<string, Rfm> => {
  const r = fifths(customers.map((c) => -c.recency));
  const f = fifths(customers.map((c) => c.frequency));
  const m = fifths(customers.map((c) => c.money));
  return new Map(customers.map((c) => [c.person, { r: r(-c.recency), f: f(c.frequency), m: m(c.money) }]));
};
