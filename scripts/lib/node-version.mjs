/**
 * What to say to a Node that is too old; undefined when it is new enough.
 * @param {string} version of this Node: `20.19.0`
 * @param {string} wanted of package.json's `engines`: `>=20.19`
 * @returns {string | undefined}
 */
export function nodeTooOld(version, wanted) {
  const least = wanted.replace(/^>=/, '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Signalbox needs Node ${least} or later, and this is ${version}. https://nodejs.org has it.`;
}
