/** CloudEvents 1.0, JSON format; see @carmine/crm. */
export interface CarmineEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A parsed shade of a catalogue; see @carmine/shades. */
export interface Shade {
  readonly sku: string;
  readonly type: string;
  readonly line: string;
}

/** Which shades to match against. */
export interface MatchQuery {
  /** Only this line of the catalogue. */
  readonly line?: string;
}

/** Up to three foundation shades with reasons; see @carmine/shades. */
export interface MatchResult {
  readonly matches: readonly {
    readonly sku: string;
    readonly dE00: number;
    readonly pWithin2: number;
    readonly pBest: number;
    readonly direction: 'closest' | 'lighter' | 'darker' | 'warmer' | 'cooler';
    readonly reasons: readonly {
      readonly key: string;
      readonly values: Readonly<Record<string, number | string>>;
    }[];
  }[];
  readonly abstained: boolean;
  readonly reason?: string;
}
