import { timingSafeEqual } from 'node:crypto';

/** `/signalbox/DOOR/v1/…`: Codex puts no key of ours on these requests, so the path itself is the secret. */
const BEFORE = '/signalbox/';

/** @returns the path below the door, query included; undefined for any other URL */
export type DoorProbe = (url: string) => string | undefined;

/** @param door absent: there is no door, and nothing passes */
export function createDoorProbe(door: string | undefined): DoorProbe {
  if (door === undefined) return () => undefined;
  const expected = Buffer.from(door);
  return url => {
    if (!url.startsWith(BEFORE)) return undefined;
    const end = url.indexOf('/', BEFORE.length);
    if (end < 0) return undefined;
    const given = Buffer.from(url.slice(BEFORE.length, end));
    // Lengths are no secret: every door has the same one.
    return given.length === expected.length && timingSafeEqual(given, expected) ? url.slice(end) : undefined;
  };
}
