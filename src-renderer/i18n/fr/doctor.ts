import type { doctor as english } from '../en/doctor.ts';
import type { Translated } from '../translated.ts';

export const doctor: Translated<typeof english> = {
  title: 'Diagnostic',
  run: 'Lancer les contrôles',
  again: 'Relancer',
  running: 'Contrôle…',
  intro: 'Les contrôles de « signalbox doctor » : chacun dit ce qui ne va pas et que faire.',
  absent: 'Pas encore contrôlé',
  absentText:
    'Les contrôles regardent Codex, les clés, les ports, les fichiers de réglages, Ollama et ce qu’un plantage aurait pu laisser. Ils ne changent rien.',
  unavailable: 'Les contrôles ne sont pas disponibles dans cette version.',
  ranAt: 'Contrôlé {{time}}',
  result: { ok: 'Bon', warn: 'À regarder', bad: 'À corriger', skipped: 'Passé' },
  all: 'Tout est en ordre.',
};
