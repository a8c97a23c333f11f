import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { execa } from 'execa';
import type { RestoreItemPlan } from '../../domain/login/plan-restore-item.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** The entry by which the system puts Codex's configuration back at login. */
export interface RestoreItem {
  set(): Promise<void>;
  /** Harmless where there is none. */
  remove(): Promise<void>;
}

/** `reg.exe` ends with this where there is nothing to delete. */
const REG_NOT_FOUND = 1;

export function openRestoreItem(plan: RestoreItemPlan): RestoreItem {
  switch (plan.kind) {
    case 'file':
      return {
        async set() {
          await mkdir(dirname(plan.path), { recursive: true });
          await writeFileAtomic(plan.path, plan.text);
        },
        remove: () => rm(plan.path, { force: true }),
      };
    case 'run-key': {
      const value = [plan.key, '/v', plan.name];
      return {
        set: () => reg(['add', ...value, '/t', 'REG_SZ', '/d', plan.command, '/f']),
        remove: () => reg(['delete', ...value, '/f'], REG_NOT_FOUND),
      };
    }
    case 'unsupported':
      return { set: async () => undefined, remove: async () => undefined };
  }
}

async function reg(args: readonly string[], alsoFine = 0): Promise<void> {
  const { exitCode, failed } = await execa('reg.exe', args, { reject: false, windowsHide: true });
  if (failed && exitCode !== alsoFine) throw new Error(`reg.exe ${args[0]} ended with code ${exitCode}`);
}
