import { useTranslation } from 'react-i18next';
import type { CodexSnapshot } from '../../../src-main/contract/snapshot.ts';
import { formatMoment, UNKNOWN } from '../../format.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { selectCodex, selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Clipped } from '../../ui/clipped.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tone } from '../../ui/shape.tsx';
import { Tick } from '../../ui/tick.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { LaunchPanel } from './launch-panel.tsx';
import { RestorePanel } from './restore-panel.tsx';

export const CodexView = () => {
  const { t } = useTranslation();
  const codex = useApp(selectCodex);
  if (codex === undefined) return null;
  return (
    <ViewFrame title={t('codex.title')}>
      {codex.fault ? <FaultNotice fault={codex.fault} /> : <MissingNotice codex={codex} />}
      <LaunchPanel recentFolders={codex.recentFolders} />
      <InstalledPanel codex={codex} />
      <ChangesPanel />
      <RestorePanel />
    </ViewFrame>
  );
};

const MissingNotice = ({ codex }: { readonly codex: CodexSnapshot }) => {
  const { t } = useTranslation();
  return codex.installed ? null : (
    <Notice tone="warn" title={t('codex.missingText')}>
      {t('codex.missingRemedy')}
    </Notice>
  );
};

/** A profile that is written routes nobody yet; one through which Codex was heard does. */
type ProfileState = CodexSnapshot['profile'] | 'heard';

const PROFILE_TONES: Readonly<Record<ProfileState, Tone>> = {
  absent: 'idle',
  ours: 'idle',
  heard: 'ok',
  foreign: 'warn',
};

const selectIsChoosing = selectIsBusy('codex.choose');

const InstalledPanel = ({ codex }: { readonly codex: CodexSnapshot }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { installed, heardAtMs } = codex;
  const isHeard = heardAtMs !== undefined;
  const profile: ProfileState = codex.profile === 'ours' && isHeard ? 'heard' : codex.profile;
  return (
    <Panel title={t('codex.installed')}>
      <Facts
        facts={[
          {
            label: t('codex.version'),
            value: installed ? (
              <>
                <Clipped text={installed.version} />{' '}
                <Badge tone={installed.supported ? 'ok' : 'bad'}>
                  {installed.supported ? t('codex.supported') : t('codex.tooOld')}
                </Badge>
              </>
            ) : (
              t('codex.missing')
            ),
          },
          {
            label: t('codex.profile'),
            value: (
              <>
                <Badge tone={PROFILE_TONES[profile]}>{t(`codex.profileState.${profile}`)}</Badge>{' '}
                {t(`codex.profileText.${profile}`)}
              </>
            ),
          },
          ...(codex.swap
            ? [{ label: t('codex.swap'), value: <SwapState swap={codex.swap} isHeard={isHeard} /> }]
            : []),
          ...(isHeard ? [{ label: t('codex.heardAt'), value: formatMoment(locale, heardAtMs) }] : []),
          { label: t('codex.home'), value: <Clipped text={codex.home} isMono /> },
          {
            label: t('codex.path'),
            value: installed ? <Clipped text={installed.path} isMono /> : UNKNOWN,
          },
        ]}
      />
      {codex.stopWithLastCodex === undefined ? null : <StopWithLast isOn={codex.stopWithLastCodex} />}
    </Panel>
  );
};

const StopWithLast = ({ isOn }: { readonly isOn: boolean }) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isChoosing = useApp(selectIsChoosing);
  return (
    <Tick
      label={t('codex.stopWithLast')}
      hint={t('codex.stopWithLastText')}
      isOn={isOn}
      isBusy={isChoosing}
      onChange={stopWithLastCodex =>
        void store.command('codex.choose', { stopWithLastCodex }, { done: t('codex.chosen') })
      }
    />
  );
};

interface SwapStateProps {
  readonly swap: NonNullable<CodexSnapshot['swap']>;
  readonly isHeard: boolean;
}

/** Whether plain Codex is routed too: chosen, in force now and heard from, and why not where these differ. */
const SwapState = ({ swap, isHeard }: SwapStateProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isChoosing = useApp(selectIsChoosing);
  const state = swap.active ? (isHeard ? 'heard' : 'on') : swap.wanted ? 'waiting' : 'off';
  return (
    <>
      <Badge tone={swap.problem ? 'warn' : state === 'heard' ? 'ok' : 'idle'}>
        {t(`codex.swapState.${state}`)}
      </Badge>{' '}
      {t(`codex.swapText.${state}`)}{' '}
      <Button isBusy={isChoosing} onClick={() => void store.command('codex.choose', { swap: !swap.wanted })}>
        {swap.wanted ? t('codex.swapOff') : t('codex.swapOn')}
      </Button>
      {swap.problem ? <FaultNotice fault={swap.problem} tone="warn" /> : null}
    </>
  );
};
