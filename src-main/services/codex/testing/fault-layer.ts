import { type FileLayer, type NewFile, nodeFiles } from '../file-layer.ts';

/** What every call throws once the world has stopped. */
export class PowerCut extends Error {}

/** Also when it was wrapped, or releasing the lock failed for the same reason. */
export function isPowerCut(cause: unknown): boolean {
  if (cause instanceof PowerCut) return true;
  if (!(cause instanceof Error)) return false;
  return isPowerCut('error' in cause ? cause.error : cause.cause);
}

export interface FaultPlan {
  /** Number of the changing step, from 1, at which it happens. */
  readonly step: number;
  /** `before` or `after` the step, or `half`way through a write. */
  readonly when: 'before' | 'half' | 'after';
  /** What happens: by default everything from then on throws. */
  readonly strike?: () => void;
}

export interface FaultLayer {
  readonly files: FileLayer;
  /** Changing steps taken so far. */
  readonly steps: () => readonly string[];
}

/** The real file system, numbering every step that changes something, and stopping at the one named. */
export function faultLayer(plan: FaultPlan | undefined, inner: FileLayer = nodeFiles): FaultLayer {
  const steps: string[] = [];
  let isDead = false;
  const strike =
    plan?.strike ??
    (() => {
      isDead = true;
      throw new PowerCut();
    });

  async function change<T>(
    name: string,
    act: () => Promise<T>,
    half?: () => Promise<unknown>,
    abandon?: (result: T) => Promise<void>,
  ): Promise<T> {
    if (isDead) throw new PowerCut();
    steps.push(name);
    const isHit = plan?.step === steps.length;
    if (isHit && plan.when === 'before') strike();
    if (isHit && plan.when === 'half') {
      await half?.();
      strike();
    }
    const result = await act();
    if (isHit && plan.when === 'after') {
      await abandon?.(result);
      strike();
    }
    return result;
  }
  async function look<T>(act: () => Promise<T>): Promise<T> {
    if (isDead) throw new PowerCut();
    return act();
  }
  function wrap(file: NewFile): NewFile {
    return {
      write: bytes =>
        change(
          'write',
          () => file.write(bytes),
          () => file.write(bytes.slice(0, Math.ceil(bytes.length / 2))),
        ),
      sync: () => change('sync', () => file.sync()),
      // A dead process has its files closed by the system.
      close: () => file.close(),
    };
  }
  return {
    steps: () => steps,
    files: {
      facts: path => look(() => inner.facts(path)),
      read: path => look(() => inner.read(path)),
      readLink: path => look(() => inner.readLink(path)),
      list: folder => look(() => inner.list(folder)),
      create: async (path, mode) => {
        const act = () => inner.create(path, mode);
        return wrap(await change('create', act, undefined, file => file.close()));
      },
      chmod: (path, mode) => change('chmod', () => inner.chmod(path, mode)),
      chown: (path, uid, gid) => change('chown', () => inner.chown(path, uid, gid)),
      rename: (from, to) => change('rename', () => inner.rename(from, to)),
      link: (from, to) => change('link', () => inner.link(from, to)),
      remove: path => change('remove', () => inner.remove(path)),
      makeFolder: path => change('makeFolder', () => inner.makeFolder(path)),
      syncFolder: path => change('syncFolder', () => inner.syncFolder(path)),
    },
  };
}
