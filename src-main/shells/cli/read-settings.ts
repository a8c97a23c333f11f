import type { PolicyFlags } from '../../domain/policy/effective-policy.ts';
import { openSettings, type Settings } from '../../services/settings/open-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** The settings files as they are now, for a command that reads once. @throws AppError `settings-invalid` */
export function readSettings(at: Surroundings, flags: PolicyFlags = {}): Promise<Settings> {
  return openSettings({
    folder: at.userDataFolder,
    env: at.env,
    flags,
    isWatched: false,
    // Nothing listens and nothing is watched: nobody is there who could throw.
    onError: () => undefined,
  });
}
