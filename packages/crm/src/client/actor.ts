import { CarmineError } from '@carmine/errors';
import { granted } from '../consent/snapshot.ts';
import type { Consent, ConsentStorage } from '../consent/store.ts';
import { piiIn } from '../pii.ts';
import { uuidv7 } from '../uuid.ts';
import type { Actor } from './intake.ts';

export const ANON_KEY = 'carmine-anon';

/** Who the events are about: a random id of this browser, which exists only while crm_share is granted, and the host's own reference. */
export class ActorDesk {
  readonly #consent: Consent;
  readonly #storage: ConsentStorage | null;
  readonly #now: () => number;
  #anonId = '';
  #customerRef = '';

  constructor(consent: Consent, storage: ConsentStorage | null, now: () => number) {
    this.#consent = consent;
    this.#storage = storage;
    this.#now = now;
  }

  get actor(): Actor {
    if (granted(this.#consent.snapshot, 'crm_share')) this.#anonId ||= this.#kept();
    return {
      ...(this.#anonId ? { anonId: this.#anonId } : {}),
      ...(this.#customerRef ? { customerRef: this.#customerRef } : {}),
    };
  }

  /** The host's opaque reference of a customer who is signed in; null when nobody is. Throws `invalid-argument` for what is no reference. */
  setCustomer(ref: string | null): void {
    if (ref !== null && (!/^[A-Za-z0-9_.-]{1,64}$/.test(ref) || piiIn(ref)))
      throw new CarmineError('invalid-argument', {
        message:
          'setCustomer: an opaque reference of 1 to 64 of A-Za-z0-9_.- is wanted, never a name, an address or a number of a person.',
        details: { field: 'customerRef' },
      });
    this.#customerRef = ref ?? '';
  }

  /** After crm_share was taken back and that was told: this browser is nobody again. */
  forget(): void {
    this.#anonId = '';
    try {
      this.#storage?.removeItem(ANON_KEY);
    } catch {
      // A browser that lets nothing be removed let nothing be kept.
    }
  }

  #kept(): string {
    try {
      const found = this.#storage?.getItem(ANON_KEY);
      if (found && /^[0-9a-f-]{36}$/.test(found)) return found;
    } catch {
      // No storage: an id for as long as the page lives.
    }
    const made = uuidv7(this.#now());
    try {
      this.#storage?.setItem(ANON_KEY, made);
    } catch {
      // Full: the same.
    }
    return made;
  }
}
