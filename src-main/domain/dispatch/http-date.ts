const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days from 1970-01-01 in the Gregorian calendar; months count from 1. Eras of 400 years begin in March. */
function daysFromEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const epochMs = (year: number, month: number, day: number, h: number, m: number, s: number): number =>
  (daysFromEpoch(year, month, day) * 86_400 + h * 3600 + m * 60 + s) * 1000;

/** `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`, which a recipient has to take, too. */
function parseObsoleteDate(text: string): number | undefined {
  const rfc850 = /^\w{6,9}, (\d{2})-(\w{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text);
  const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(text);
  const [day, month = '', year, h, m, s] = rfc850
    ? [rfc850[1], rfc850[2], `20${rfc850[3]}`, rfc850[4], rfc850[5], rfc850[6]]
    : asctime
      ? [asctime[2], asctime[1], asctime[6], asctime[3], asctime[4], asctime[5]]
      : [];
  const at = MONTHS.indexOf(month.toLowerCase());
  if (at === -1) return undefined;
  return epochMs(Number(year), at + 1, Number(day), Number(h), Number(m), Number(s));
}

/**
 * An HTTP date (RFC 9110 §5.6.7, the preferred form: `Sun, 06 Nov 1994 08:49:37 GMT`) or an RFC 3339 time
 * (`2026-11-21T10:00:00Z`, with an offset or fraction) in epoch milliseconds; undefined for anything else.
 */
export function parseHttpDate(text: string): number | undefined {
  const http = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text.trim());
  if (http) {
    const [, day, month = '', year, h, m, s] = http;
    const at = MONTHS.indexOf(month.toLowerCase());
    return at === -1
      ? undefined
      : epochMs(Number(year), at + 1, Number(day), Number(h), Number(m), Number(s));
  }
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):?(\d{2}))$/i.exec(
      text.trim(),
    );
  if (!iso) return parseObsoleteDate(text.trim());
  const [, year, month, day, h, m, s, sign, offsetH, offsetM] = iso;
  const localMs = epochMs(Number(year), Number(month), Number(day), Number(h), Number(m), Number(s));
  const offsetMs = (Number(offsetH ?? 0) * 60 + Number(offsetM ?? 0)) * 60_000;
  return localMs - (sign === '-' ? -offsetMs : offsetMs);
}
