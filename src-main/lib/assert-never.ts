/** Ends a switch over a union: a forgotten member is a compile error, and a broken border is a loud one. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
