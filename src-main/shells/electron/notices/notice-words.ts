import { KEYED_PROVIDERS } from '../../../contract/provider-id.ts';
import { tellReasonInFrench } from '../../../domain/dispatch/tell-reason.ts';
import type { Notice } from '../../../domain/notify/next-notices.ts';
import { usd } from '../usd.ts';

export interface NoticeText {
  readonly title: string;
  readonly body: string;
  /** What a click does, for systems that show a button. */
  readonly action: string;
  /** The window that a click shows. */
  readonly opens: 'keys' | 'dashboard';
}

/** @param locale BCP 47, as the system gives it: `fr-CA` */
export function noticeText(notice: Notice, locale: string): NoticeText {
  return /^fr\b/i.test(locale) ? inFrench(notice, locale) : inEnglish(notice);
}

function inEnglish(notice: Notice): NoticeText {
  const dashboard = { action: 'Open the dashboard', opens: 'dashboard' } as const;
  switch (notice.kind) {
    case 'key-refused':
      return {
        title: `${label(notice.provider)} refuses its key`,
        body: 'Its models are left out until there is another key.',
        action: 'Open Keys',
        opens: 'keys',
      };
    case 'budget-reached':
      return {
        title: 'Today’s budget is reached',
        body: `${usd('en', notice.spentUsd)} of ${usd('en', notice.budgetUsd)}. The dashboard can lift it for today.`,
        ...dashboard,
      };
    case 'moved':
      return {
        title: `Codex moved from ${label(notice.from)} to ${label(notice.to)}`,
        body: notice.reason ?? 'The dashboard says why.',
        ...dashboard,
      };
    case 'restored':
      return {
        title: 'Codex’s configuration is restored',
        body: 'Plain Codex no longer uses the router.',
        ...dashboard,
      };
    case 'given-up':
      return {
        title: 'Routing has failed',
        body: 'The router kept ending and is not started again by itself. A routed Codex gets no answers until it is.',
        ...dashboard,
      };
    case 'keychain-silent':
      return {
        title: 'The key chain keeps remembered keys back',
        body: 'It is locked or does not answer. Unlock it, or paste the keys again.',
        action: 'Open Keys',
        opens: 'keys',
      };
  }
}

function inFrench(notice: Notice, locale: string): NoticeText {
  const dashboard = { action: 'Ouvrir le tableau de bord', opens: 'dashboard' } as const;
  switch (notice.kind) {
    case 'key-refused':
      return {
        title: `${label(notice.provider)} refuse sa clé`,
        body: 'Ses modèles sont laissés de côté jusqu’à ce qu’il y ait une autre clé.',
        action: 'Ouvrir les clés',
        opens: 'keys',
      };
    case 'budget-reached':
      return {
        title: 'Le budget du jour est atteint',
        body: `${usd('fr', notice.spentUsd)} sur ${usd('fr', notice.budgetUsd)}. Le tableau de bord peut le lever pour aujourd’hui.`,
        ...dashboard,
      };
    case 'moved':
      return {
        title: `Codex est passé de ${label(notice.from)} à ${label(notice.to)}`,
        body: reasonInFrench(notice.reason, locale) ?? 'Le tableau de bord dit pourquoi.',
        ...dashboard,
      };
    case 'restored':
      return {
        title: 'La configuration de Codex est restaurée',
        body: 'Codex seul n’utilise plus le routeur.',
        ...dashboard,
      };
    case 'given-up':
      return {
        title: 'Le routage a échoué',
        body: 'Le routeur s’est arrêté plusieurs fois et n’est plus relancé de lui-même. D’ici là, un Codex routé ne reçoit aucune réponse.',
        ...dashboard,
      };
    case 'keychain-silent':
      return {
        title: 'Le trousseau ne rend pas les clés retenues',
        body: 'Il est verrouillé ou ne répond pas. Déverrouillez-le, ou collez les clés de nouveau.',
        action: 'Ouvrir les clés',
        opens: 'keys',
      };
  }
}

/** A line that there is no French for stays as it is. */
function reasonInFrench(line: string | undefined, locale: string): string | undefined {
  return line === undefined ? undefined : (tellReasonInFrench(line, locale) ?? line);
}

function label(provider: string): string {
  return KEYED_PROVIDERS.find(keyed => keyed.provider === provider)?.label ?? provider;
}
