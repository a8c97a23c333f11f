import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_ROUTER_YAML } from './default-router-yaml.ts';
import { readKeyVariables } from './read-key-variables.ts';

const COMMON = ['OPENAI_API_KEY', 'GEMINI_API_KEY', 'ANTHROPIC_API_KEY', 'HF_TOKEN'];
const GATEWAY = '  gateway: { wire_api: chat, base_url: "http://127.0.0.1:9/v1", key_env: GATEWAY_KEY }\n';
const withGateway = DEFAULT_ROUTER_YAML.replace(/^providers:\n/m, `providers:\n${GATEWAY}`);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-variables-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('are the common ones where there is no file, and no file is made', async () => {
  expect(await readKeyVariables(folder)).toEqual(COMMON);
  expect(await readKeyVariables(join(folder, 'none'))).toEqual(COMMON);
  expect(readdirSync(folder)).toEqual([]);
});

it.each([
  ['a good file, its comments apart', withGateway],
  ['a file with a mistake in it', `${withGateway}\nnonsense: 1\n`],
  ['a file that is no YAML', `${withGateway}\n\t- : [`],
])('are those that %s names, too', async (_name, text) => {
  writeFileSync(join(folder, 'router.yaml'), text);
  expect(await readKeyVariables(folder)).toEqual(expect.arrayContaining([...COMMON, 'GATEWAY_KEY']));
});

it('leave out what only a comment of a good file names', async () => {
  writeFileSync(join(folder, 'router.yaml'), withGateway);
  expect(withGateway).toContain('key_env: LITELLM_MASTER_KEY');
  expect(await readKeyVariables(folder)).not.toContain('LITELLM_MASTER_KEY');
});
