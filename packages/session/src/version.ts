/** The version of this package, which all packages of Carmine share. A test holds it to package.json. */
export const VERSION = '0.1.0';
