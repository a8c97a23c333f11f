export const doctor = {
  title: 'Doctor',
  run: 'Run the checks',
  again: 'Run again',
  running: 'Checking…',
  intro: 'The checks of “signalbox doctor”: each says what is wrong and what to do.',
  absent: 'Not checked yet',
  absentText:
    'The checks look at Codex, the keys, the ports, the settings files, Ollama and what a crash may have left behind. They change nothing.',
  unavailable: 'The checks are not available in this version.',
  ranAt: 'Checked {{time}}',
  result: { ok: 'Good', warn: 'Look at this', bad: 'Wrong', skipped: 'Skipped' },
  all: 'Everything is in order.',
} as const;
