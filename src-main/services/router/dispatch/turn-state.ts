const PREFIX = 'signalbox:';

/**
 * `x-codex-turn-state`: Codex sends the value of the first answer of a turn back with every later request of
 * that turn. It names the deployment, so that a turn is not torn apart between two models.
 */
export function writeTurnState(deployment: string): string {
  return `${PREFIX}${deployment}`;
}

/** The deployment of the turn, or undefined for a state that is not ours. */
export function readTurnState(value: string | undefined): string | undefined {
  return value?.startsWith(PREFIX) ? value.slice(PREFIX.length, PREFIX.length + 128) : undefined;
}
