import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../../src-main/contract/request-event.ts';
import { formatCount } from '../../format.ts';
import { tellReason } from '../../i18n/tell-reason.ts';
import { RequestTable } from '../../parts/request-table.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { filterRequests, REQUEST_FILTERS, type RequestFilter } from '../../state/request-state.ts';
import { selectRequests } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CandidatesPanel } from './candidates-panel.tsx';
import styles from './decisions.module.css';
import { ModelPanel } from './model-panel.tsx';
import { RequestDetail } from './request-detail.tsx';

/** How many of `live` are newer than the newest of `held`; both newest first. */
const countNewer = (live: readonly RequestEvent[], held: readonly RequestEvent[]): number => {
  const newest = held[0]?.id;
  const index = live.findIndex(({ id }) => id === newest);
  return index === -1 ? live.length : index;
};

const TABS = ['requests', 'model'] as const;

export const DecisionsView = () => {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('requests');
  return (
    <ViewFrame
      title={t('decisions.title')}
      actions={
        <Segments
          label={t('adaptive.tabs.label')}
          chosen={tab}
          choices={TABS.map(name => ({ name, title: t(`adaptive.tabs.${name}`) }))}
          onChoose={setTab}
        />
      }
    >
      {tab === 'requests' ? <RequestStream /> : <ModelPanel />}
    </ViewFrame>
  );
};

const RequestStream = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const locale = useLocale();
  const live = useApp(selectRequests);
  const [held, setHeld] = useState<readonly RequestEvent[]>();
  const [filter, setFilter] = useState<RequestFilter>('all');
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const shown = held ?? live;
  const soughtFor = useDeferredValue(search);
  const found = useMemo(
    () => filterRequests(shown, filter, soughtFor, line => tellReason(locale, line).text),
    [shown, filter, soughtFor, locale],
  );
  const chosen = shown.find(({ id }) => id === chosenId);

  const choose = (id: string): void => {
    setChosenId(id);
    store.forgetAnswer('decisions.get');
    void store.load('decisions.get', { id });
  };
  if (shown.length === 0)
    return <EmptyState title={t('decisions.empty')}>{t('decisions.emptyText')}</EmptyState>;
  return (
    <>
      <search className={styles.filters}>
        <Field label={t('decisions.search')}>
          {control => (
            <Input
              {...control}
              type="search"
              placeholder={t('decisions.searchHint')}
              value={search}
              onChange={event => setSearch(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('decisions.filter.label')}>
          {control => (
            <Select
              {...control}
              value={filter}
              onChange={event =>
                setFilter(REQUEST_FILTERS.find(known => known === event.target.value) ?? 'all')
              }
            >
              {REQUEST_FILTERS.map(known => (
                <option key={known} value={known}>
                  {t(`decisions.filter.${known}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button aria-pressed={held !== undefined} onClick={() => setHeld(held ? undefined : live)}>
          {held ? t('decisions.resume') : t('decisions.pause')}
        </Button>
      </search>
      {held ? (
        <Notice
          tone="warn"
          title={t('decisions.held', { number: formatCount(locale, countNewer(live, held)) })}
        />
      ) : null}
      {chosen ? null : <p className={styles.soft}>{t('decisions.detail.pick')}</p>}
      <div className={classes(styles.split, chosen && styles.withDetail)}>
        {found.length === 0 ? (
          <EmptyState
            title={t('decisions.noMatch')}
            actions={
              <Button
                onClick={() => {
                  setSearch('');
                  setFilter('all');
                }}
              >
                {t('decisions.showAll')}
              </Button>
            }
          >
            {t('decisions.noMatchText')}
          </EmptyState>
        ) : (
          <RequestTable
            requests={found}
            chosenId={chosenId}
            isNarrow={chosen !== undefined}
            onChoose={choose}
          />
        )}
        {chosen ? (
          <div className={styles.detail}>
            <RequestDetail request={chosen} onClose={() => setChosenId(undefined)} />
            <CandidatesPanel />
          </div>
        ) : null}
      </div>
    </>
  );
};
