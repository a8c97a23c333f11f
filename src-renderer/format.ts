/**
 * The only place that rounds. Every function takes the locale of the page and gives text; a figure that is not
 * known is `—`, never zero.
 */
export const UNKNOWN = '—';

/** One formatter per locale and set of options: making one costs more than using it a hundred times. */
const formatters = new Map<string, Intl.NumberFormat>();
const formatterFor = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(name);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(name, made);
  return made;
};

const numberIn = (locale: string, value: number | undefined, options: Intl.NumberFormatOptions): string =>
  value === undefined || !Number.isFinite(value) ? UNKNOWN : formatterFor(locale, options).format(value);

export const formatCount = (locale: string, value: number | undefined): string =>
  numberIn(locale, value, { maximumFractionDigits: 0 });

/** 950 → `950`, 12 400 → `12.4K`: for columns where the order of size is what matters. */
export const formatTokens = (locale: string, tokens: number | undefined): string =>
  numberIn(locale, tokens, { notation: 'compact', maximumFractionDigits: 1 });

/** Milliseconds below a second, seconds with one decimal below a minute, then minutes and seconds. */
export const formatDuration = (locale: string, ms: number | undefined): string => {
  if (ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (Math.round(ms) < 1000) return unit(locale, ms, 'millisecond', 0);
  if (ms < 59_950) return unit(locale, ms / 1000, 'second', 1);
  const seconds = Math.round(ms / 1000);
  return formatWholeSeconds(locale, seconds);
};

/** A clock that runs on the screen: whole seconds, then minutes and seconds, then hours and minutes, then days. */
export const formatElapsed = (locale: string, ms: number | undefined): string =>
  ms === undefined || !Number.isFinite(ms)
    ? UNKNOWN
    : formatWholeSeconds(locale, Math.max(0, Math.floor(ms / 1000)));

/** What is left until something happens: rounded up, so that it reads 0 only when it is over. */
export const formatCountdown = (locale: string, ms: number | undefined): string =>
  ms === undefined || !Number.isFinite(ms)
    ? UNKNOWN
    : formatWholeSeconds(locale, Math.max(0, Math.ceil(ms / 1000)));

const formatWholeSeconds = (locale: string, seconds: number): string => {
  if (seconds < 60) return unit(locale, seconds, 'second', 0);
  if (seconds < 3600) return pair(locale, [Math.floor(seconds / 60), 'minute'], [seconds % 60, 'second']);
  if (seconds < 86_400)
    return pair(locale, [Math.floor(seconds / 3600), 'hour'], [Math.floor((seconds % 3600) / 60), 'minute']);
  return pair(locale, [Math.floor(seconds / 86_400), 'day'], [Math.floor((seconds % 86_400) / 3600), 'hour']);
};

type Measure = readonly [value: number, unitName: string];

const pair = (locale: string, major: Measure, minor: Measure): string =>
  minor[0] === 0
    ? unit(locale, major[0], major[1], 0)
    : `${unit(locale, major[0], major[1], 0)} ${unit(locale, minor[0], minor[1], 0)}`;

/** `1.2 s`: some locales write a narrow unit right after its number, which reads as one word. */
const unit = (locale: string, value: number, unitName: string, decimals: number): string =>
  numberIn(locale, value, {
    style: 'unit',
    unit: unitName,
    unitDisplay: 'narrow',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).replace(/(\d)(?=\p{L})/u, '$1\u202f');

/** Two decimals from a dollar up, else enough to tell a fraction of a cent from nothing. */
export const formatUsd = (locale: string, usd: number | undefined): string => {
  if (usd === undefined || !Number.isFinite(usd)) return UNKNOWN;
  const size = Math.abs(usd);
  const decimals = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
  return numberIn(locale, usd, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals === 5 ? 2 : decimals,
    maximumFractionDigits: decimals,
  });
};

/** A share in 0..1 as a percentage. */
export const formatShare = (locale: string, share: number | undefined): string =>
  numberIn(locale, share, { style: 'percent', maximumFractionDigits: 1 });

export const formatPerSec = (locale: string, perSec: number | undefined): string =>
  numberIn(locale, perSec, { maximumFractionDigits: 1 });

/** A score or risk without a unit, three decimals. */
export const formatScore = (locale: string, score: number | undefined): string =>
  numberIn(locale, score, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** A port or version number is a name: no grouping. */
export const formatPort = (port: number | undefined): string => (port === undefined ? UNKNOWN : String(port));

const dateFormatters = new Map<string, Intl.DateTimeFormat>();
const dateIn = (locale: string, atMs: number, options: Intl.DateTimeFormatOptions): string => {
  const name = `${locale} ${JSON.stringify(options)}`;
  const formatter = dateFormatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  dateFormatters.set(name, formatter);
  return formatter.format(atMs);
};

const zone = (timeZone: string | undefined): Intl.DateTimeFormatOptions => (timeZone ? { timeZone } : {});

export const formatClock = (locale: string, atMs: number, timeZone?: string): string =>
  dateIn(locale, atMs, { timeStyle: 'medium', ...zone(timeZone) });

export const formatMoment = (locale: string, atMs: number, timeZone?: string): string =>
  dateIn(locale, atMs, { dateStyle: 'medium', timeStyle: 'medium', ...zone(timeZone) });

/** Day and time in digits, for columns. */
export const formatStamp = (locale: string, atMs: number, timeZone?: string): string =>
  dateIn(locale, atMs, { dateStyle: 'short', timeStyle: 'medium', ...zone(timeZone) });

/** A calendar day such as `2026-03-03`, given as its midnight in UTC. */
export const formatDay = (locale: string, atMs: number): string =>
  dateIn(locale, atMs, { month: 'short', day: 'numeric', timeZone: 'UTC' });

export const formatBytes = (locale: string, bytes: number | undefined): string =>
  bytes !== undefined && bytes >= 1e9
    ? numberIn(locale, bytes / 1e9, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 2 })
    : numberIn(locale, bytes === undefined ? undefined : bytes / 1e6, {
        style: 'unit',
        unit: 'megabyte',
        maximumFractionDigits: 0,
      });
