import type { Cooldown } from './cooldown.ts';
import type { DispatchState } from './dispatch-state.ts';
import { shiftWindow } from './rate-window.ts';

function shiftCooldown(cooldown: Cooldown, byMs: number): Cooldown {
  if (cooldown.kind === 'closed') return cooldown;
  return { ...cooldown, sinceMs: cooldown.sinceMs + byMs, untilMs: cooldown.untilMs + byMs };
}

/**
 * The state after the clock was set back: every time in it moves along, so that a cooldown lasts as long as it
 * would have and a minute's window empties in a minute. Set forward, or after a sleep, nothing is to be done:
 * what had to pass has passed, or half-open finds out.
 *
 * @param byMs negative
 */
export function shiftTimes(state: DispatchState, byMs: number): DispatchState {
  if (byMs >= 0) return state;
  const bySeconds = Math.round(byMs / 1000);
  return {
    ...state,
    live: state.live.map(live => ({
      ...live,
      cooldown: shiftCooldown(live.cooldown, byMs),
      window: shiftWindow(live.window, bySeconds),
    })),
    conversations: state.conversations.map(bucket =>
      bucket.map(conversation => ({ ...conversation, atMs: conversation.atMs + byMs })),
    ),
    providers: new Map(
      [...state.providers].map(([name, provider]) => {
        return [name, { ...provider, keyChangedAtMs: provider.keyChangedAtMs + byMs }];
      }),
    ),
  };
}
