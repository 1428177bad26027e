/** Days that the counts of the curators' page look back. */
export const USAGE_DAYS = 28;
