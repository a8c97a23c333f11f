import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readBodyFacts } from './body-facts.ts';

const recorded = (name: string): Buffer =>
  readFileSync(new URL(`../wire/fixtures/codex/requests/${name}.json`, import.meta.url));

it.each([
  ['first-turn.unknown-model', false],
  ['image-input', true],
  ['view-image-output', true],
])('sees that the recorded request %s holds a picture: %s', (name, holdsPicture) => {
  expect(readBodyFacts(recorded(name)).needsImages).toBe(holdsPicture);
});

it.each([
  ['{"messages":[{"content":[{"type": "image_url","image_url":{"url":"https://x/y.png"}}]}]}', true],
  ['{"input":"say \\"type\\":\\"input_image\\" to me"}', false],
])('sees in %s that it holds a picture: %s', (body, holdsPicture) => {
  expect(readBodyFacts(Buffer.from(body)).needsImages).toBe(holdsPicture);
});
