/** Registers `<carmine-try-on>` and the elements it is made of. The only import with a side effect. */
import '@carmine/elements/define';

export { CarmineTryOn } from '@carmine/elements';
