/** The door of @carmine/elements. Importing it registers nothing; `@carmine/elements/define` does. Both are safe in Node. */
export { CarmineMatches } from './components/matches.ts';
export { CarmineReport } from './components/report.ts';
export { CarmineShadeWall } from './components/shade-wall.ts';
export { SessionController, type SessionFactory } from './controller.ts';
export { type CarmineEventMap, type CarmineEventName, domEventName, type ShadeChange } from './events.ts';
export {
  LOCALES,
  type Locale,
  type MessageKey,
  type Messages,
  messages,
  resolveLocale,
} from './locales/index.ts';
export type { RequestEvent, RequestMap, SourceRequest } from './requests.ts';
export { CarmineTryOn } from './try-on-element.ts';
export type { WornShade } from './wardrobe.ts';
export { CATEGORIES, type Category, categoryOf } from './words/categories.ts';
export { cssVars } from './words/css-vars.ts';
export { number, percent } from './words/format.ts';
export { gateText, reasonText } from './words/reasons.ts';
export { type ShadeView, shadeView } from './words/shade-view.ts';
