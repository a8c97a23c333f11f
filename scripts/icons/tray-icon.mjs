/** @typedef {'stopped' | 'starting' | 'running' | 'degraded' | 'failed'} TrayState */
/** @typedef {'light' | 'dark' | 'template' | 'windows'} TrayStyle the panel it is drawn for */

/** @type {readonly TrayState[]} */
export const trayStates = ['stopped', 'starting', 'running', 'degraded', 'failed'];

/** How far the arm is raised (degrees), and how long it is: a failed signal's arm is broken off. */
const arms = {
  stopped: { raised: 0, length: 14 },
  starting: { raised: 20, length: 14 },
  running: { raised: 40, length: 12.5 },
  degraded: { raised: 20, length: 14 },
  failed: { raised: 0, length: 6 },
};

/** The lamp at the lower right: another outline for each state, so that colour is never needed. */
const lamps = {
  stopped: '<rect x="13.2" y="14.2" width="5.6" height="5.6" fill="none" stroke="LAMP" stroke-width="1.8"/>',
  starting: '<path d="M16 13.4a3.6 3.6 0 1 1-3.6 3.6" fill="none" stroke="LAMP" stroke-width="2"/>',
  running: '<circle cx="16" cy="17" r="4" fill="LAMP"/>',
  degraded: '<path d="M16 12.2 20.8 20.6H11.2Z" fill="LAMP"/>',
  failed: '<path d="M12.6 13.6l6.8 6.8m0-6.8-6.8 6.8" fill="none" stroke="LAMP" stroke-width="2.4"/>',
};

const inks = { light: '#2b2f36', dark: '#f2f4f7', template: '#000000', windows: '#ffffff' };

const onLight = {
  stopped: '#5f6773',
  starting: '#1f6fd6',
  running: '#16884a',
  degraded: '#b86a00',
  failed: '#c81e35',
};
const onDark = {
  stopped: '#b4bcc8',
  starting: '#63a8ff',
  running: '#3ecf80',
  degraded: '#ffb32c',
  failed: '#ff6474',
};

/**
 * A semaphore signal on a 22 by 22 grid: the arm stands as the points are set, the lamp says how it goes.
 * @param {TrayState} state
 * @param {TrayStyle} style
 * @returns {string} SVG
 */
export function drawTrayIcon(state, style) {
  const ink = inks[style];
  const lamp = style === 'template' ? ink : (style === 'light' ? onLight : onDark)[state];
  const { raised, length } = arms[state];
  const glyph = [
    `<rect x="3" y="1.5" width="2.4" height="18" rx="1" fill="${ink}"/>`,
    `<rect x="1" y="18.6" width="6.4" height="2.2" rx="0.8" fill="${ink}"/>`,
    `<rect x="4" y="7.6" width="${length}" height="3.8" rx="0.8" fill="${ink}" transform="rotate(${-raised} 4.2 9.5)"/>`,
    lamps[state].replaceAll('LAMP', lamp),
  ].join('');
  // Windows has one icon for either panel: a dark rim keeps it visible on a light one.
  const rim = [
    '<filter id="rim" x="-10%" y="-10%" width="120%" height="120%">',
    '<feMorphology in="SourceAlpha" operator="dilate" radius="0.7" result="wide"/>',
    '<feFlood flood-color="#23272e"/><feComposite in2="wide" operator="in" result="back"/>',
    '<feMerge><feMergeNode in="back"/><feMergeNode in="SourceGraphic"/></feMerge></filter>',
  ].join('');
  const body = style === 'windows' ? `${rim}<g filter="url(#rim)">${glyph}</g>` : glyph;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">${body}</svg>\n`;
}
