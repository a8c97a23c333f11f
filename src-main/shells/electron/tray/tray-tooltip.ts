import type { AppSnapshot } from '../../../contract/snapshot.ts';
import { trayState } from './tray-state.ts';
import type { TrayWords } from './tray-words.ts';

/** First line of the menu. */
export function stateLine(snapshot: AppSnapshot, words: TrayWords): string {
  const { routing } = snapshot;
  const parts = [words.state[trayState(snapshot)]];
  if (routing.port !== undefined) parts.push(`127.0.0.1:${routing.port}`);
  if (routing.inFlight > 0) parts.push(words.inFlight(routing.inFlight));
  if (routing.fault !== undefined) parts.push(routing.fault.message);
  const problem = snapshot.codex.swap?.problem;
  if (problem !== undefined) parts.push(problem.message);
  return parts.join(' · ');
}

/** Windows shows no more of a tooltip. */
const MAX_CHARACTERS = 127;

/** The state, and what today cost and saved as soon as there was a request. */
export function trayTooltip(snapshot: AppSnapshot, words: TrayWords): string {
  const { figures } = snapshot;
  const today =
    figures === undefined || figures.requests === 0
      ? ''
      : `\n${words.today(figures.spentUsd, figures.savedUsd)}`;
  const room = MAX_CHARACTERS - today.length;
  const state = `Signalbox: ${stateLine(snapshot, words)}`;
  return `${state.length > room ? `${state.slice(0, room - 1)}…` : state}${today}`;
}
