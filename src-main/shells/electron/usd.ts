/**
 * Dollars as the tray and notices say them: cents, and below a cent as much as shows that it is not nothing.
 * @param language `en` or `fr`
 */
export function usd(language: 'en' | 'fr', value: number): string {
  const digits = value !== 0 && Math.abs(value) < 0.01 ? { maximumSignificantDigits: 1 } : {};
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', ...digits }).format(value);
}
