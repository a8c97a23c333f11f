import { expect, test } from 'vitest';
import { encodeIco } from './ico-file.mjs';
import { drawTrayIcon, trayStates } from './tray-icon.mjs';

test('an icon file says where each of its pictures is', () => {
  const pictures = [
    { size: 16, png: Buffer.from('sixteen') },
    { size: 256, png: Buffer.from('two hundred and fifty-six') },
  ];
  const ico = encodeIco(pictures);
  expect(ico.readUInt16LE(4)).toBe(2);
  expect([ico.readUInt8(6), ico.readUInt8(22)]).toEqual([16, 0]);
  for (const [index, { png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    const offset = ico.readUInt32LE(entry + 12);
    expect(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)).equals(png)).toBe(true);
  }
});

test('without its colours every state still looks different', () => {
  const shapes = trayStates.map(state => drawTrayIcon(state, 'template'));
  expect(new Set(shapes).size).toBe(trayStates.length);
  for (const shape of shapes) expect(shape.match(/#\w+/g)?.every(colour => colour === '#000000')).toBe(true);
});
