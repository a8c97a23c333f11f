import type { FromRouter } from '../../contract/from-router.ts';
import type { ToRouter } from '../../contract/to-router.ts';
import type { Sentence } from '../../domain/sentence/sentence.ts';

/** A started router process, whichever way it was started. */
export interface RouterChild {
  readonly pid: number | undefined;
  send(message: ToRouter): void;
  onMessage(listener: (message: FromRouter) => void): void;
  /** Called once, with words for the log: `exit code 1`, `signal SIGKILL`. */
  onExit(listener: (how: Sentence | string) => void): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts one: a Node child, or an Electron utility process. */
export type SpawnRouter = () => RouterChild;
