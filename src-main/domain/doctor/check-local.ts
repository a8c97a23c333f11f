import { describeStep, installStep } from '../ollama/install-step.ts';
import { type DoctorCheck, judgeAs } from './doctor-check.ts';

export interface OllamaFact {
  readonly phase: 'not-installed' | 'stopped' | 'running' | 'external' | 'stranger';
  readonly version?: string;
  readonly isOld?: boolean;
  readonly updateRemedy?: string;
}

/** Ollama is a convenience: without it routing works, but has no local candidate. */
export function checkOllama(fact: OllamaFact | undefined, platform: string): DoctorCheck {
  const judge = judgeAs('ollama', 'Ollama');
  if (fact === undefined) return judge('skipped', 'Not looked at.');
  switch (fact.phase) {
    case 'not-installed':
      return judge(
        'warn',
        'Ollama is not installed; there is no local fallback.',
        describeStep(installStep(platform)),
      );
    case 'stopped':
      return judge('warn', 'Ollama is installed and not running.', 'signalbox ollama start');
    case 'stranger':
      return judge(
        'bad',
        'Something that is not Ollama answers at its address.',
        'End that program, or set OLLAMA_HOST.',
      );
    case 'running':
    case 'external': {
      const whose = fact.phase === 'external' ? ' (started by someone else, never stopped by Signalbox)' : '';
      if (fact.isOld === true) {
        return judge(
          'warn',
          `Ollama ${fact.version ?? ''} runs${whose} and is too old to stream tool calls.`,
          fact.updateRemedy ?? 'Update Ollama.',
        );
      }
      return judge('ok', `Ollama ${fact.version ?? ''} runs${whose}.`);
    }
    default: {
      const unexpected: never = fact.phase;
      return unexpected;
    }
  }
}

export interface LocalModelFact {
  readonly model: string;
  readonly isPresent: boolean;
  /** Known while it is in memory. */
  readonly processor?: 'gpu' | 'cpu' | 'split';
}

export function checkLocalModel(fact: LocalModelFact | undefined): DoctorCheck {
  const judge = judgeAs('local-model', 'Local model');
  if (fact === undefined) return judge('skipped', 'Ollama does not run, so its models cannot be listed.');
  if (!fact.isPresent) {
    return judge('warn', `${fact.model} is not there yet.`, 'signalbox ollama pull');
  }
  if (fact.processor === 'cpu') {
    return judge(
      'warn',
      `${fact.model} runs on the CPU alone and will be slow.`,
      'Check the GPU driver; "ollama ps" shows where it runs.',
    );
  }
  return judge(
    'ok',
    `${fact.model} is there${fact.processor ? ` and runs on the ${fact.processor === 'gpu' ? 'GPU' : 'GPU and CPU'}` : ''}.`,
  );
}

export interface DiskFact {
  readonly path: string;
  readonly freeBytes: number;
}

const BAD_FREE_BYTES = 100_000_000;
const WARN_FREE_BYTES = 2_000_000_000;

export function checkDisk(fact: DiskFact | undefined): DoctorCheck {
  const judge = judgeAs('disk', 'Disk space');
  if (fact === undefined) return judge('skipped', 'Not looked at.');
  const left =
    fact.freeBytes >= 1e9
      ? `${(fact.freeBytes / 1e9).toFixed(1)} GB`
      : `${Math.round(fact.freeBytes / 1e6)} MB`;
  const remedy = 'Free some space; a local model alone takes about 2 GB.';
  if (fact.freeBytes < BAD_FREE_BYTES) return judge('bad', `${left} left at ${fact.path}.`, remedy);
  if (fact.freeBytes < WARN_FREE_BYTES) return judge('warn', `${left} left at ${fact.path}.`, remedy);
  return judge('ok', `${left} left at ${fact.path}.`);
}

export interface PermissionFact {
  readonly path: string;
  readonly exists: boolean;
  readonly isWritable: boolean;
  /** Others may read it although it holds something private; never true on Windows, where modes say nothing. */
  readonly isTooOpen: boolean;
}

export function checkPermissions(facts: readonly PermissionFact[] | undefined): DoctorCheck {
  const judge = judgeAs('permissions', 'Permissions');
  if (facts === undefined || facts.length === 0) return judge('skipped', 'Not looked at.');
  const paths = (which: readonly PermissionFact[]) => which.map(({ path }) => path).join(', ');
  const locked = facts.filter(({ exists, isWritable }) => exists && !isWritable);
  if (locked.length > 0) {
    return judge(
      'bad',
      `Not writable: ${paths(locked)}.`,
      `Make it yours: chown and chmod u+rw ${paths(locked)}`,
    );
  }
  const open = facts.filter(({ isTooOpen }) => isTooOpen);
  if (open.length > 0) {
    return judge(
      'warn',
      `Others may read ${paths(open)}.`,
      `chmod go-rwx ${open.map(({ path }) => `"${path}"`).join(' ')}`,
    );
  }
  return judge('ok', 'Files and folders are writable and private.');
}
