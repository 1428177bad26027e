/** Registers `<carmine-consent>`, apart from the mirror's own element. */
import '@carmine/elements/consent';

export { CarmineConsent } from '@carmine/elements/consent';
