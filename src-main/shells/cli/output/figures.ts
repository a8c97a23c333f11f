/** Numbers as the command line shows them: the only place here that rounds. */

export function usd(amountUsd: number): string {
  const sign = amountUsd < 0 ? '-' : '';
  const size = Math.abs(amountUsd);
  if (size === 0) return '$0';
  return `${sign}$${size.toFixed(size < 1 ? 4 : 2)}`;
}

/** `850 ms`, `2.4 s`, `3 min 5 s` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The length of something planned: `45 min`, `5 h`, `7 days` */
export function span(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return hours >= 1 ? `${Number(hours.toFixed(1))} h` : `${Math.round(ms / 60_000)} min`;
}

/** Decimal units, as disks are sold and as Ollama counts. */
export function bytes(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} GB`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MB`;
  if (count >= 1e3) return `${(count / 1e3).toFixed(1)} KB`;
  return `${count} B`;
}

/** `12 345` with a narrow space would not survive a pipe into a spreadsheet: `12,345`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** The person's own clock: `2026-11-21 14:03:07` */
export function dateTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
