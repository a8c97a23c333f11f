import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/start-i18n.ts';
import { openBridge } from './open-bridge.ts';
import { App } from './shell/app.tsx';
import { createAppStore } from './state/app-store.ts';
import { readLanguage, readTheme, showTheme } from './state/preferences.ts';
import { AppStoreContext } from './state/use-app.ts';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

showTheme(readTheme());
const language = readLanguage();
document.documentElement.lang = language;
await startI18n(language);

const store = createAppStore(openBridge(window), () => Date.now());
store.openView(location.hash);
window.addEventListener('hashchange', () => store.openView(location.hash));
const disconnect = store.connect();
window.addEventListener('pagehide', disconnect, { once: true });

createRoot(root).render(
  <StrictMode>
    <AppStoreContext value={store}>
      <App />
    </AppStoreContext>
  </StrictMode>,
);
