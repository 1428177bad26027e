import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { type Locale, type MessageKey, messages, resolveLocale } from './locales/index.ts';
import { controls } from './styles/controls.ts';
import { tokens } from './styles/tokens.ts';
import { fill, type Values } from './words/format.ts';

/** Base of all parts: the locale, its words, and the shared styles. Import-safe in Node (Lit's own DOM shim). */
export class CarmineElement extends LitElement {
  static override properties: PropertyDeclarations = { locale: { attribute: false } };
  static override styles: CSSResultGroup = [tokens, controls];

  /** A language tag; the closest complete locale is used. */
  declare locale: string;

  constructor() {
    super();
    this.locale = '';
  }

  /** The complete locale in use. */
  get language(): Locale {
    return resolveLocale(this.locale);
  }

  /** The text of `key` in the element's locale with `{name}` places filled. */
  protected t(key: MessageKey, values?: Values): string {
    return fill(messages(this.language)[key], values);
  }
}
