/** One line of a pull, as Ollama reports it: a layer's bytes, or a step without bytes. */
export interface PullLine {
  readonly status: string;
  readonly digest?: string | undefined;
  readonly total?: number | undefined;
  readonly completed?: number | undefined;
}

export interface PullProgress {
  readonly status: string;
  /** Over all layers seen so far. */
  readonly completedBytes: number;
  /** Absent until the first layer is known. Grows when another layer begins. */
  readonly totalBytes: number | undefined;
  readonly isDone: boolean;
}

/** Bytes per layer digest. */
export type PullLayers = ReadonlyMap<string, { readonly completed: number; readonly total: number }>;

/** Adds a line to the layers; a layer never goes back, also when its download is taken up again. */
export function nextLayers(layers: PullLayers, line: PullLine): PullLayers {
  if (line.digest === undefined || line.total === undefined) return layers;
  const before = layers.get(line.digest)?.completed ?? 0;
  const completed = Math.min(line.total, Math.max(before, line.completed ?? 0));
  return new Map([...layers, [line.digest, { completed, total: line.total }]]);
}

export function progressOf(layers: PullLayers, status: string): PullProgress {
  let completedBytes = 0;
  let totalBytes = 0;
  for (const layer of layers.values()) {
    completedBytes += layer.completed;
    totalBytes += layer.total;
  }
  return {
    status,
    completedBytes,
    totalBytes: layers.size === 0 ? undefined : totalBytes,
    isDone: status === 'success',
  };
}
