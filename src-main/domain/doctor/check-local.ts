import { describeStep, installStep } from '../ollama/install-step.ts';
import { figure, type Sentence, say } from '../sentence/sentence.ts';
import { type DoctorCheck, judgeAs } from './doctor-check.ts';

export interface OllamaFact {
  readonly phase: 'not-installed' | 'stopped' | 'running' | 'external' | 'stranger';
  readonly version?: string;
  readonly isOld?: boolean;
  readonly updateRemedy?: Sentence;
}

/** Ollama is a convenience: without it routing works, but has no local candidate. */
export function checkOllama(fact: OllamaFact | undefined, platform: string): DoctorCheck {
  const judge = judgeAs('ollama', say`Ollama`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  switch (fact.phase) {
    case 'not-installed':
      return judge(
        'warn',
        say`Ollama is not installed; there is no local fallback.`,
        describeStep(installStep(platform)),
      );
    case 'stopped':
      return judge('warn', say`Ollama is installed and not running.`, say`signalbox ollama start`);
    case 'stranger':
      return judge(
        'bad',
        say`Something that is not Ollama answers at its address.`,
        say`End that program, or set OLLAMA_HOST.`,
      );
    case 'running':
    case 'external': {
      const whose =
        fact.phase === 'external' ? say` (started by someone else, never stopped by Signalbox)` : '';
      if (fact.isOld === true) {
        return judge(
          'warn',
          say`Ollama ${fact.version ?? ''} runs${whose} and is too old to stream tool calls.`,
          fact.updateRemedy ?? say`Update Ollama.`,
        );
      }
      return judge('ok', say`Ollama ${fact.version ?? ''} runs${whose}.`);
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
  const judge = judgeAs('local-model', say`Local model`);
  if (fact === undefined) return judge('skipped', say`Ollama does not run, so its models cannot be listed.`);
  if (!fact.isPresent) {
    return judge('warn', say`${fact.model} is not there yet.`, say`signalbox ollama pull`);
  }
  if (fact.processor === 'cpu') {
    return judge(
      'warn',
      say`${fact.model} runs on the CPU alone and will be slow.`,
      say`Check the GPU driver; "ollama ps" shows where it runs.`,
    );
  }
  const { model, processor } = fact;
  if (processor === 'gpu') return judge('ok', say`${model} is there and runs on the GPU.`);
  if (processor === 'split') return judge('ok', say`${model} is there and runs on the GPU and CPU.`);
  return judge('ok', say`${model} is there.`);
}

export interface DiskFact {
  readonly path: string;
  readonly freeBytes: number;
}

const BAD_FREE_BYTES = 100_000_000;
const WARN_FREE_BYTES = 2_000_000_000;

export function checkDisk(fact: DiskFact | undefined): DoctorCheck {
  const judge = judgeAs('disk', say`Disk space`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  const left =
    fact.freeBytes >= 1e9
      ? say`${figure((fact.freeBytes / 1e9).toFixed(1))} GB`
      : say`${Math.round(fact.freeBytes / 1e6)} MB`;
  const remedy = say`Free some space; a local model alone takes about 2 GB.`;
  if (fact.freeBytes < BAD_FREE_BYTES) return judge('bad', say`${left} left at ${fact.path}.`, remedy);
  if (fact.freeBytes < WARN_FREE_BYTES) return judge('warn', say`${left} left at ${fact.path}.`, remedy);
  return judge('ok', say`${left} left at ${fact.path}.`);
}

export interface PermissionFact {
  readonly path: string;
  readonly exists: boolean;
  readonly isWritable: boolean;
  /** Others may read it although it holds something private; never true on Windows, where modes say nothing. */
  readonly isTooOpen: boolean;
}

export function checkPermissions(facts: readonly PermissionFact[] | undefined): DoctorCheck {
  const judge = judgeAs('permissions', say`Permissions`);
  if (facts === undefined || facts.length === 0) return judge('skipped', say`Not looked at.`);
  const paths = (which: readonly PermissionFact[]) => which.map(({ path }) => path).join(', ');
  const locked = facts.filter(({ exists, isWritable }) => exists && !isWritable);
  if (locked.length > 0) {
    return judge(
      'bad',
      say`Not writable: ${paths(locked)}.`,
      say`Make it yours: chown and chmod u+rw ${paths(locked)}`,
    );
  }
  const open = facts.filter(({ isTooOpen }) => isTooOpen);
  if (open.length > 0) {
    return judge(
      'warn',
      say`Others may read ${paths(open)}.`,
      say`chmod go-rwx ${open.map(({ path }) => `"${path}"`).join(' ')}`,
    );
  }
  return judge('ok', say`Files and folders are writable and private.`);
}
