import { type Sentence, say } from '../sentence/sentence.ts';
import { type DoctorCheck, judgeAs } from './doctor-check.ts';

/** What may be said of a key: that it is there, never what it is. */
export interface KeyFact {
  readonly label: string;
  readonly envName: string;
  readonly present: boolean;
  readonly lastCheck?: 'accepted' | 'refused' | 'unreachable';
}

export function checkKeys(facts: readonly KeyFact[] | undefined): DoctorCheck {
  const judge = judgeAs('keys', say`Provider keys`);
  if (facts === undefined) return judge('skipped', say`Not looked at.`);
  const labels = (which: readonly KeyFact[]) => which.map(({ label }) => label).join(', ');
  const present = facts.filter(key => key.present);
  const refused = present.filter(({ lastCheck }) => lastCheck === 'refused');
  if (refused.length > 0) {
    return judge(
      'bad',
      say`Refused by the provider: ${labels(refused)}.`,
      say`signalbox keys set <provider>, with a key that works.`,
    );
  }
  if (present.length === 0) {
    return judge(
      'warn',
      say`No provider key is known; only the local model can answer.`,
      say`signalbox keys set <provider>, or set ${facts[0]?.envName ?? say`its environment variable`}.`,
    );
  }
  const unreachable = present.filter(({ lastCheck }) => lastCheck === 'unreachable');
  if (unreachable.length > 0) {
    return judge(
      'warn',
      say`Could not be reached to check the key: ${labels(unreachable)}.`,
      say`Check the network and the proxy.`,
    );
  }
  return judge('ok', say`Present: ${labels(present)}.`);
}

export type KeychainFact =
  | { readonly kind: 'available' }
  | { readonly kind: 'unavailable'; readonly reason: Sentence | string }
  /** The person has not asked for keys to be remembered. */
  | { readonly kind: 'unused' };

export function checkKeychain(fact: KeychainFact | undefined, platform: string): DoctorCheck {
  const judge = judgeAs('keychain', say`Key chain`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  switch (fact.kind) {
    case 'unused':
      return judge('skipped', say`Not used: keys are kept in memory only.`);
    case 'available':
      return judge('ok', say`The key chain of the system answers.`);
    case 'unavailable':
      return judge(
        'warn',
        say`The key chain does not answer: ${fact.reason}. Keys are kept in memory only.`,
        platform === 'linux'
          ? say`Start and unlock a Secret Service, such as gnome-keyring or KWallet.`
          : say`Unlock the key chain.`,
      );
    default: {
      const unexpected: never = fact;
      return unexpected;
    }
  }
}

export interface TrayFact {
  readonly hasDesktop: boolean;
  readonly hasTrayHost: boolean;
}

export function checkTrayHost(fact: TrayFact | undefined, platform: string): DoctorCheck {
  const judge = judgeAs('tray-host', say`Tray`);
  if (platform !== 'linux') return judge('ok', say`The desktop has a tray.`);
  if (fact === undefined) return judge('skipped', say`The session bus could not be asked.`);
  if (!fact.hasDesktop) return judge('skipped', say`No desktop session; use signalbox serve.`);
  if (fact.hasTrayHost) return judge('ok', say`The desktop shows tray icons.`);
  return judge(
    'warn',
    say`This desktop shows no tray icons; the dashboard opens instead.`,
    say`On GNOME install the extension AppIndicator and KStatusNotifierItem Support.`,
  );
}
