import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { finishWith } from '../lib/finish-with.mjs';
import { inRepository } from '../lib/folders.mjs';
import { encodeIco } from './ico-file.mjs';
import { drawTrayIcon, trayStates } from './tray-icon.mjs';

// node scripts/icons/draw.mjs: draws resources/ anew from the SVG sources with an installed Chromium
// (CHROMIUM names another than /usr/bin/chromium). The pictures are committed; a build does not need this.
await finishWith(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();
  const resource = (/** @type {string} */ name) => inRepository('resources', name);

  /** @param {string} svg @param {number} size */
  async function render(svg, size) {
    await page.setViewportSize({ width: size, height: size });
    const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
    await page.setContent(`<body style="margin:0">${sized}</body>`);
    return page.screenshot({ omitBackground: true });
  }

  /** @param {string} svg @param {readonly number[]} sizes */
  async function renderIco(svg, sizes) {
    const pictures = [];
    for (const size of sizes) pictures.push({ size, png: await render(svg, size) });
    return encodeIco(pictures);
  }

  const app = readFileSync(resource('icon.svg'), 'utf8');
  mkdirSync(resource('icons'), { recursive: true });
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    writeFileSync(resource(`icons/${size}x${size}.png`), await render(app, size));
  }
  writeFileSync(resource('icon.png'), await render(app, 1024));
  writeFileSync(resource('icon.ico'), await renderIco(app, [16, 24, 32, 48, 64, 128, 256]));

  mkdirSync(resource('tray'), { recursive: true });
  for (const state of trayStates) {
    for (const style of /** @type {const} */ (['light', 'dark', 'template'])) {
      const name = style === 'template' ? `tray/${state}Template` : `tray/${state}-${style}`;
      const svg = drawTrayIcon(state, style);
      writeFileSync(resource(`${name}.png`), await render(svg, 22));
      writeFileSync(resource(`${name}@2x.png`), await render(svg, 44));
    }
    const svg = drawTrayIcon(state, 'windows');
    writeFileSync(resource(`tray/${state}.ico`), await renderIco(svg, [16, 20, 24, 32, 48]));
  }
  await browser.close();
});
