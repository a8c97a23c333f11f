import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './app-store.ts';

export const AppStoreContext = createContext<AppStore | undefined>(undefined);

/** The page's one store. Throws outside of its provider: a page without one cannot show anything true. */
export const useAppStore = (): AppStore => {
  const store = useContext(AppStoreContext);
  if (store === undefined) throw new Error('no AppStoreContext above this component');
  return store;
};

/** Renders again only when what `selector` gives changes; selectors live in `selectors.ts`. */
export const useApp = <T>(selector: (state: AppState) => T): T => useStore(useAppStore(), selector);
