export interface LateInstructions {
  /** The text, as soon as it is known; the fallback when that takes too long. */
  read(): Promise<string>;
  set(text: string): void;
}

/** Codex gives its own request for the catalog five seconds. */
const WITHIN_MS = 3000;

/**
 * Base instructions for the model catalog, which the installed Codex is asked for only after the router is
 * ready. A catalog asked for meanwhile waits for them, but not for ever.
 */
export function createLateInstructions(known: string | undefined, fallback: string): LateInstructions {
  let text = known;
  let waiting: ((text: string) => void)[] = [];
  return {
    read() {
      if (text !== undefined) return Promise.resolve(text);
      return new Promise(resolve => {
        const timer = setTimeout(() => resolve(text ?? fallback), WITHIN_MS);
        waiting.push(found => {
          clearTimeout(timer);
          resolve(found);
        });
      });
    },
    set(found) {
      text = found;
      for (const resolve of waiting) resolve(found);
      waiting = [];
    },
  };
}
