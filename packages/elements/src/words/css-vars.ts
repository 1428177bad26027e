import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

type Vars = Readonly<Record<`--${string}`, string | number>>;

/**
 * `<span ${cssVars({'--swatch': '#a33'})}>`: sets custom properties through CSSOM. Lit's own styleMap writes a style
 * attribute on first render, which `style-src 'self'` blocks (docs/decisions/0071).
 */
class CssVarsDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('cssVars belongs on an element');
  }

  /** Server rendering writes nothing: the client fills the values in. */
  render(_vars: Vars): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [vars]: [Vars]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(vars)) style.setProperty(name, String(value));
    return noChange;
  }
}

export const cssVars = directive(CssVarsDirective);
