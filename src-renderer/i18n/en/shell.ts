export const shell = {
  app: 'Signalbox',
  navigation: 'Views',
  skip: 'Skip to content',
  view: { now: 'Now', decisions: 'Decisions', codex: 'Codex', keys: 'Keys' },
  phase: {
    stopped: 'Stopped',
    starting: 'Starting',
    ready: 'Running',
    draining: 'Stopping',
    'backing-off': 'Restarting',
    failed: 'Failed',
  },
  link: {
    waiting: 'Waiting for Signalbox…',
    lost: 'The connection to Signalbox is gone.',
    lostRemedy: 'It is tried again by itself. What you see is the last known state.',
    refused: 'This page may not talk to Signalbox.',
    refusedRemedy:
      'Its one-time link was used already, or Signalbox was started anew. Open the address that “signalbox serve” prints.',
  },
  preferences: 'Appearance and language',
  theme: { label: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  version: 'Version {{version}}',
  toasts: 'Messages',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
} as const;
