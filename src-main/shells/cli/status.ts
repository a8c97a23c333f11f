import type { AppSnapshot } from '../../contract/snapshot.ts';
import { describeFileTrouble } from './describe-file-trouble.ts';
import { describeOwnPlan } from './describe-own-plan.ts';
import { describeRestart } from './describe-restart.ts';
import { describeStage } from './describe-stage.ts';
import { dateTime } from './output/figures.ts';

/** Words alone do not route anybody: a request does. */
const heard = (atMs: number | undefined): string =>
  atMs === undefined ? 'no request yet' : `last request ${dateTime(atMs)}`;

/** The state of the running Signalbox in a few lines. */
export function describeStatus(snapshot: AppSnapshot): string {
  const { routing, codex, keys, keychainFault } = snapshot;
  const where = routing.port === undefined ? '' : ` on http://127.0.0.1:${routing.port}`;
  const lines = [
    `Routing   ${routing.phase}${where}${routing.restarts > 0 ? `, restarted ${routing.restarts}×` : ''}`,
    ...(routing.fault === undefined
      ? []
      : [`          ${routing.fault.message} ${routing.fault.remedy ?? ''}`.trimEnd()]),
    ...(routing.fileTroubles ?? []).map(trouble => `          ${describeFileTrouble(trouble)}`),
    ...(routing.leftPorts ?? []).map(
      port => `          also answers on http://127.0.0.1:${port}, which it left, until it is stopped`,
    ),
    ...describeRestart(routing).map(line => `          ${line}`),
    `Requests  ${routing.inFlight} in flight, ${snapshot.requests.length} recent`,
    `Keys      ${keys.map(key => `${key.label}: ${key.present ? (key.source ?? 'present') : 'none'}`).join(', ')}`,
    ...(keychainFault === undefined
      ? []
      : [`          ${keychainFault.message} ${keychainFault.remedy ?? ''}`.trimEnd()]),
    ...describeOwnPlan(snapshot.ownPlan).map(
      (line, at) => `${at === 0 ? 'Own plan' : ''.padEnd(8)}  ${line}`,
    ),
    ...(snapshot.adaptive?.enabled
      ? describeStage(snapshot.adaptive).map((line, at) => `${at === 0 ? 'Adaptive' : ''.padEnd(8)}  ${line}`)
      : []),
    codex.installed === undefined
      ? `Codex     ${codex.fault?.message ?? 'not looked for yet'}`
      : `Codex     ${codex.installed.version} (${codex.installed.path}), profile ${codex.profile}, ${heard(codex.heardAtMs)}`,
  ];
  return lines.join('\n');
}
