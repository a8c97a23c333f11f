export interface EventQueue<T> {
  push(atMs: number, event: T): void;
  pop(): { readonly atMs: number; readonly event: T } | undefined;
}

/** A binary heap by time; events at the same time come out in the order they went in. */
export function createEventQueue<T>(): EventQueue<T> {
  const heap: { atMs: number; order: number; event: T }[] = [];
  let pushed = 0;
  const isBefore = (left: number, right: number): boolean => {
    const a = heap[left];
    const b = heap[right];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  };
  const swap = (left: number, right: number): void => {
    const a = heap[left];
    const b = heap[right];
    if (a === undefined || b === undefined) return;
    heap[left] = b;
    heap[right] = a;
  };
  return {
    push(atMs, event) {
      heap.push({ atMs, order: pushed, event });
      pushed += 1;
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isBefore(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let at = 0; ; ) {
        let least = at;
        if (isBefore(2 * at + 1, least)) least = 2 * at + 1;
        if (isBefore(2 * at + 2, least)) least = 2 * at + 2;
        if (least === at) break;
        swap(at, least);
        at = least;
      }
      return first;
    },
  };
}
