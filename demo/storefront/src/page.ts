import { html, type TemplateResult } from 'lit';
import { bag } from './sections/bag.ts';
import { buyBar } from './sections/buy-bar.ts';
import { care } from './sections/care.ts';
import { complaint } from './sections/complaint.ts';
import { consentSheet } from './sections/consent-sheet.ts';
import { crmLog } from './sections/crm-log.ts';
import { footer } from './sections/footer.ts';
import { header } from './sections/header.ts';
import { hero } from './sections/hero.ts';
import { looks } from './sections/looks.ts';
import { mirror } from './sections/mirror.ts';
import { privacy } from './sections/privacy.ts';
import { product } from './sections/product.ts';
import { questions } from './sections/questions.ts';
import type { Shop, ShopStore } from './store.ts';

/** The whole page from the shop's state. */
export const page = (shop: Shop, store: ShopStore): TemplateResult => html`
  ${header(shop, store)}
  <main id="main">
    ${hero(shop)} ${product(shop, store)} ${looks(shop, store)} ${mirror(shop, store)} ${complaint(shop, store)}
    ${questions(shop, store)} ${care(shop)} ${privacy(shop, store)} ${crmLog(shop, store)}
  </main>
  ${footer(shop)} ${buyBar(shop, store)} ${bag(shop, store)} ${consentSheet(shop, store)}
`;
