import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCountdown, formatElapsed, formatPort } from '../../format.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { PhaseBadge } from '../../parts/phase-badge.tsx';
import { RoutingSwitch } from '../../parts/routing-switch.tsx';
import { selectIsBusy, selectRequests, selectRouting } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { useProgramClock } from '../../state/use-program-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './now.module.css';

const selectIsStarting = selectIsBusy('routing.start');

export const RoutingPanel = () => {
  const { t } = useTranslation();
  const routing = useApp(selectRouting);
  // The guide below has the same button, where its turn comes.
  const isGuided = useApp(selectRequests).length === 0;
  if (routing === undefined) return null;
  const { phase, port, fault, retryAtMs, sinceMs, leftPorts = [] } = routing;
  const left = leftPorts.map(one => `127.0.0.1:${one}`).join(', ');
  return (
    <Panel title={t('now.routing')} actions={<RoutingSwitch look={isGuided ? 'plain' : 'primary'} />}>
      <div className={styles.state}>
        <PhaseBadge phase={phase} isLarge />
        <p>{t(`now.explain.${phase}`, { port: formatPort(port) })}</p>
        {retryAtMs === undefined ? null : <Countdown atMs={retryAtMs} />}
        <Since atMs={sinceMs} />
      </div>
      {left === '' ? null : <p>{t('now.left', { addresses: left })}</p>}
      {fault ? <FaultNotice fault={fault} tone={phase === 'failed' ? 'bad' : 'warn'} /> : null}
      {fault && phase === 'failed' ? <OtherPort /> : null}
    </Panel>
  );
};

const Countdown = ({ atMs }: { readonly atMs: number }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const nowMs = useProgramClock(true);
  return <p>{t('now.retryIn', { time: formatCountdown(locale, atMs - nowMs) })}</p>;
};

const Since = ({ atMs }: { readonly atMs: number }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const nowMs = useProgramClock(true);
  return <p className={styles.since}>{t('now.since', { time: formatElapsed(locale, nowMs - atMs) })}</p>;
};

/** Empty or a port, else `undefined`. */
const readPort = (text: string): { readonly port?: number } | undefined => {
  if (text.trim() === '') return {};
  const port = Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? { port } : undefined;
};

const OtherPort = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isStarting = useApp(selectIsStarting);
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const input = readPort(String(new FormData(event.currentTarget).get('port') ?? ''));
    setIsWrong(input === undefined);
    if (input !== undefined) void store.command('routing.start', input);
  };
  return (
    <form className={styles.port} onSubmit={submit} noValidate>
      <Field
        label={t('now.port')}
        hint={t('now.portHint')}
        error={isWrong ? t('now.portProblem') : undefined}
      >
        {control => <Input {...control} name="port" inputMode="numeric" autoComplete="off" maxLength={5} />}
      </Field>
      <Button type="submit" isBusy={isStarting}>
        {t('now.otherPort')}
      </Button>
    </form>
  );
};
