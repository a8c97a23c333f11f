import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRouter } from '../../src-main/services/router/testing/test-router.ts';
import { TEST_LOCAL_KEY } from '../../src-main/services/router/testing/test-router.ts';
import type { ScratchFolders } from '../fixtures/scratch-folders.ts';
import type { Said } from '../fixtures/upstreams/stand-in.ts';

/** Codex's own config.toml for a router: one provider, the router's model catalog, retries few enough to see. */
export function configureCodex(folders: ScratchFolders, router: TestRouter, model: string): void {
  writeFileSync(
    join(folders.codexHome, 'config.toml'),
    `model = "${model}"
model_provider = "routed"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.routed]
name = "Routed"
base_url = "${router.url}/v1"
model_catalog_url = "${router.url}/codex/models"
experimental_bearer_token = "${TEST_LOCAL_KEY}"
request_max_retries = 1
stream_max_retries = 1
`,
  );
}

export const NOTES_BEFORE = 'Größe: 1\nkeep this line\n';
export const NOTES_AFTER = 'Größe: 2 🚦\nkeep this line\n';

export const PATCH = `*** Begin Patch
*** Update File: notes.txt
@@
-Größe: 1
+Größe: 2 🚦
 keep this line
*** End Patch
`;

/** What a model says to read a file, edit it, run a command and answer: one entry a request. */
export const EDITING_RUN: readonly Said[] = [
  {
    reasoning: 'I read it first.',
    text: 'Reading.',
    calls: [
      { tool: 'exec_command', input: { cmd: 'cat notes.txt' } },
      { tool: 'exec_command', input: { cmd: 'ls' } },
    ],
    chunkBytes: 11,
  },
  { reasoning: 'Now I edit it.', calls: [{ tool: 'apply_patch', input: PATCH }], chunkBytes: 13 },
  { reasoning: 'I look at it.', calls: [{ tool: 'exec_command', input: { cmd: 'wc -l notes.txt' } }] },
  { reasoning: 'Done.', text: 'Die Größe ist 2 🚦 now.', chunkBytes: 5 },
];
