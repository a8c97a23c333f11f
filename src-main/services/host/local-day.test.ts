import { afterEach, expect, it } from 'vitest';
import { localDay } from './local-day.ts';

const ZONE = process.env.TZ;
afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

it.each([
  // A day of 23 hours: 30 March 2026 begins an hour early.
  ['Europe/Paris', '2026-03-29T22:30:00Z', '2026-03-30'],
  ['Europe/Paris', '2026-03-29T21:59:59Z', '2026-03-29'],
  // A day of 25 hours.
  ['Europe/Paris', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['Europe/Paris', '2026-10-25T23:00:00Z', '2026-10-26'],
  // Midnight itself is skipped.
  ['America/Santiago', '2026-09-06T04:00:00Z', '2026-09-06'],
  ['Asia/Kathmandu', '2026-11-20T18:15:00Z', '2026-11-21'],
  ['Pacific/Kiritimati', '2026-11-21T12:00:00Z', '2026-11-22'],
  ['Pacific/Pago_Pago', '2026-11-21T10:59:59Z', '2026-11-20'],
])('in %s %s is %s', (zone, at, day) => {
  process.env.TZ = zone;
  expect(localDay(Date.parse(at))).toBe(day);
});
