import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  CallInput,
  CallOutput,
  DashboardCall,
  Outcome,
} from '../../src-main/contract/dashboard-calls.ts';
import type { AppSnapshot, Fault } from '../../src-main/contract/snapshot.ts';
import { type Words, wordsOf } from '../../src-main/domain/sentence/sentence.ts';
import type { Bridge, LinkState } from '../bridge.ts';
import { readRoute, type View } from './route.ts';
import { shareStructure } from './share-structure.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'bad';
  /** In the language of the page; or what the program said, with what to do about it. */
  readonly text: string | Words;
  /** Takes back what was done; the toast goes when that is no longer possible. */
  readonly undo?: () => void;
}

/** A mirrored snapshot and what the eye needs. Never a provider key: those go straight from a field to the bridge. */
export interface AppState {
  readonly link: LinkState;
  readonly windowKind: 'keys' | 'dashboard';
  readonly view: View;
  readonly snapshot: AppSnapshot | undefined;
  /** The program's clock minus this page's: they differ when the page is seen through a tunnel. */
  readonly skewMs: number;
  /** Calls under way, by name and, where it matters, what they are about: `keys.check openai`. */
  readonly busy: ReadonlySet<string>;
  readonly toasts: readonly Toast[];
  /** Last answers to questions a view asks; see `load`. */
  readonly answers: Answers;
}

/** Calls whose answers are looked at, not done. */
export type Question =
  | 'adaptive.report'
  | 'codex.changes'
  | 'decisions.get'
  | 'dispatch.preview'
  | 'doctor.run'
  | 'exam.list'
  | 'history.days'
  | 'settings.get';
export type Answers = { readonly [Q in Question]?: CallOutput<Q> };

export interface AppStore extends StoreApi<AppState> {
  /** Follows the snapshot until the returned function is called. */
  connect(): () => void;
  openView(hash: string): void;
  /** Makes a call; a failure to make it becomes a toast and `undefined`. */
  ask<C extends DashboardCall>(
    name: C,
    input: CallInput<C>,
    about?: string,
  ): Promise<CallOutput<C> | undefined>;
  /** Asks and keeps the answer in the state; an answer that comes after a newer question is dropped. */
  load<Q extends Question>(name: Q, input: CallInput<Q>): Promise<void>;
  forgetAnswer(name: Question): void;
  /** Gives a command; its fault, or `done`, becomes a toast. True when it happened. */
  command<C extends CommandName>(name: C, input: CallInput<C>, done?: CommandNote): Promise<boolean>;
  say(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
  /** Takes back the last thing that can be. */
  undoLast(): void;
}

type CommandName = { [C in DashboardCall]: CallOutput<C> extends Outcome ? C : never }[DashboardCall];

export interface CommandNote {
  readonly about?: string;
  /** Said when it happened and the program had nothing to say itself. */
  readonly done?: string;
  /** Offered beside the words for `UNDO_FOR_MS`. */
  readonly undo?: () => void;
}

export const busyName = (name: DashboardCall, about?: string): string =>
  about === undefined ? name : `${name} ${about}`;

const describeFailure = (cause: unknown): Fault => ({
  code: 'call-failed',
  message: cause instanceof Error ? cause.message : String(cause),
});

const MAX_TOASTS = 4;
/** As long as the program holds a forgotten key. */
const UNDO_FOR_MS = 8000;

export const createAppStore = (bridge: Bridge, readClockMs: () => number): AppStore => {
  const store = createStore<AppState>(() => ({
    link: 'waiting',
    windowKind: bridge.windowKind,
    view: bridge.windowKind === 'keys' ? 'keys' : 'now',
    snapshot: undefined,
    skewMs: 0,
    busy: new Set<string>(),
    toasts: [],
    answers: {},
  }));
  const { getState, setState } = store;
  let lastToastId = 0;
  const lastAsked = new Map<Question, number>();
  let asked = 0;

  /** What a view shows beyond the snapshot is asked for when it is opened. */
  const onView = (view: View): void => {
    if (view === 'dispatch') void load('exam.list', undefined);
    if (view === 'decisions') void load('adaptive.report', undefined);
    if (view === 'history') void load('history.days', {});
    if (view === 'codex') void load('codex.changes', undefined);
    if (view === 'settings') void load('settings.get', undefined);
  };

  /** Read while the person looks at something else, so that a long log is in memory when History is opened. */
  const readAhead = (): void => {
    if (bridge.windowKind !== 'dashboard' || getState().view === 'history') return;
    bridge.call('history.days', {}).then(
      answer => keepAnswer('history.days', answer),
      () => undefined, // asked again, and its failure told, when History is opened
    );
  };

  const accept = (snapshot: AppSnapshot): void => {
    const before = getState().snapshot;
    setState({
      link: 'live',
      snapshot: shareStructure(before, snapshot),
      skewMs: snapshot.nowMs - readClockMs(),
    });
    const hasExamined = before !== undefined && before.exam?.ended?.atMs !== snapshot.exam?.ended?.atMs;
    if (hasExamined && getState().view === 'dispatch') void load('exam.list', undefined);
  };

  const say = (toast: Omit<Toast, 'id'>): void => {
    lastToastId += 1;
    const id = lastToastId;
    setState(state => ({ toasts: [...state.toasts, { ...toast, id }].slice(-MAX_TOASTS) }));
    if (toast.undo) setTimeout(() => dismiss(id), UNDO_FOR_MS);
  };
  const dismiss = (id: number): void =>
    setState(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) }));

  const sayFault = (fault: Fault): void => say({ tone: 'bad', text: wordsOf(fault) });

  const setBusy = (name: string, isBusy: boolean): void =>
    setState(state => {
      const busy = new Set(state.busy);
      if (isBusy) busy.add(name);
      else busy.delete(name);
      return { busy };
    });

  const ask: AppStore['ask'] = async (name, input, about) => {
    const mark = busyName(name, about);
    setBusy(mark, true);
    try {
      return await bridge.call(name, input);
    } catch (cause) {
      sayFault(describeFailure(cause));
      return undefined;
    } finally {
      setBusy(mark, false);
    }
  };

  const keepAnswer = <Q extends Question>(name: Q, answer: CallOutput<Q> | undefined): void =>
    setState(state => {
      const { [name]: _, ...others } = state.answers;
      return { answers: answer === undefined ? others : { ...others, [name]: answer } };
    });

  const load: AppStore['load'] = async (name, input) => {
    asked += 1;
    const number = asked;
    lastAsked.set(name, number);
    const answer = await ask(name, input);
    if (answer !== undefined && lastAsked.get(name) === number) keepAnswer(name, answer);
  };

  return {
    ...store,
    ask,
    load,
    say,
    forgetAnswer: name => {
      lastAsked.delete(name);
      keepAnswer(name, undefined);
    },
    connect: () => {
      const stop = bridge.listen(accept, link => setState({ link }));
      // The first push may be a quarter of a second away, or never come while nothing changes.
      void bridge.call('snapshot.get', undefined).then(
        snapshot => {
          accept(snapshot);
          readAhead();
        },
        (cause: unknown) => {
          if (getState().snapshot === undefined) sayFault(describeFailure(cause));
        },
      );
      return stop;
    },
    openView: hash => {
      if (getState().windowKind !== 'dashboard') return;
      const view = readRoute(hash);
      setState({ view });
      onView(view);
    },
    command: async (name, input, note = {}) => {
      const outcome: Outcome | undefined = await ask(name, input, note.about);
      if (outcome === undefined) return false;
      if (!outcome.ok) {
        sayFault(outcome.fault);
        return false;
      }
      const { message, said } = outcome;
      const text = message === undefined ? note.done : { message, said };
      if (text !== undefined) say({ tone: 'ok', text, ...(note.undo ? { undo: note.undo } : {}) });
      return true;
    },
    dismiss,
    undoLast: () => {
      const last = getState().toasts.findLast(({ undo }) => undo !== undefined);
      if (last === undefined) return;
      dismiss(last.id);
      last.undo?.();
    },
  };
};
