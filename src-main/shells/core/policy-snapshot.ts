import type { PolicySnapshot } from '../../contract/snapshot.ts';
import type { Settings } from '../../services/settings/open-settings.ts';

export function policySnapshot(settings: Settings): PolicySnapshot {
  const source = settings.policyValues().find(({ key }) => key === 'avoid_openai')?.source;
  return {
    avoidOpenai: settings.policy().avoid_openai,
    isQuiet: settings.policy().notifications.quiet,
    isAvoidOpenaiFixed: source === 'flag' || source === 'environment',
  };
}
