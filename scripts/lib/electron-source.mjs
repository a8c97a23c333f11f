/**
 * @typedef {'official' | 'download' | 'fallback' | 'none'} ElectronSource
 * official: already there · download: ask for the official one · fallback: the runtime inside an npm package
 */

/**
 * How long a failed official download is not tried again while a fallback is at hand, so that a machine
 * without access to it starts fast and one that was only offline gets the real one later.
 */
export const retryOfficialAfterMs = 24 * 60 * 60 * 1000;

/**
 * Where Electron comes from.
 * @param {object} facts
 * @param {boolean} facts.hasOfficial the `electron` package's own download is in place
 * @param {boolean} facts.hasFallback the fallback runtime is in the cache
 * @param {number | undefined} facts.officialFailedAtMs when the official download last failed
 * @param {number} facts.nowMs
 * @returns {ElectronSource}
 */
export function chooseElectronSource({ hasOfficial, hasFallback, officialFailedAtMs, nowMs }) {
  if (hasOfficial) return 'official';
  const failedLately = officialFailedAtMs !== undefined && nowMs - officialFailedAtMs < retryOfficialAfterMs;
  return hasFallback && failedLately ? 'fallback' : 'download';
}

/**
 * What to do once the official download failed.
 * @param {{ platform: string, arch: string }} machine
 * @returns {'fallback' | 'none'}
 */
export function afterFailedDownload({ platform, arch }) {
  return platform === 'linux' && arch === 'x64' ? 'fallback' : 'none';
}
