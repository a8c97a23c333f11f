import {
  type CodexConfigFact,
  type CodexFact,
  checkCodex,
  checkCodexConfig,
  checkLeftoverSwap,
  type SwapFact,
} from './check-codex.ts';
import {
  checkKeychain,
  checkKeys,
  checkTrayHost,
  type KeychainFact,
  type KeyFact,
  type TrayFact,
} from './check-keys.ts';
import {
  checkDisk,
  checkLocalModel,
  checkOllama,
  checkPermissions,
  type DiskFact,
  type LocalModelFact,
  type OllamaFact,
  type PermissionFact,
} from './check-local.ts';
import {
  type ClockFact,
  checkClock,
  checkPort,
  checkProxyVariables,
  checkWsl,
  type PortFact,
  type WslFact,
} from './check-network.ts';
import type { DoctorCheck } from './doctor-check.ts';

/** Everything the checks look at. What could not be gathered is left out and its check says so. */
export interface DoctorFacts {
  /** `process.platform` */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly codex?: CodexFact;
  readonly codexConfig?: CodexConfigFact;
  readonly swap?: SwapFact;
  readonly port?: PortFact;
  readonly keys?: readonly KeyFact[];
  readonly keychain?: KeychainFact;
  readonly ollama?: OllamaFact;
  readonly localModel?: LocalModelFact;
  readonly wsl?: WslFact;
  readonly tray?: TrayFact;
  readonly permissions?: readonly PermissionFact[];
  readonly clock?: ClockFact;
  readonly disk?: DiskFact;
}

/** Every check over the facts, in the order a person would look: Codex, routing, providers, local, machine. */
export function examine(facts: DoctorFacts): readonly DoctorCheck[] {
  return [
    checkCodex(facts.codex),
    checkCodexConfig(facts.codexConfig),
    checkLeftoverSwap(facts.swap),
    checkPort(facts.port),
    checkProxyVariables(facts.env),
    checkKeys(facts.keys),
    checkKeychain(facts.keychain, facts.platform),
    checkOllama(facts.ollama, facts.platform),
    checkLocalModel(facts.localModel),
    checkTrayHost(facts.tray, facts.platform),
    checkWsl(facts.wsl),
    checkPermissions(facts.permissions),
    checkClock(facts.clock),
    checkDisk(facts.disk),
  ];
}
