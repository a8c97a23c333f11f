import { expect } from '@playwright/test';
import { expectGolden, steady } from '../../fixtures/golden.ts';
import type { ScratchFolders } from '../../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../../fixtures/signalbox-command.ts';
import type { Row } from './rows.ts';

const ESCAPE = String.fromCharCode(27);

/**
 * Runs a command for a person and for a script: the golden output and the keys of the one JSON document, the
 * same exit code, and neither colours nor words beside the JSON.
 */
export async function expectBoth(
  folders: ScratchFolders,
  row: Row,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { args, exitCode = 0, keys } = row;
  const name = `signalbox ${args.join(' ')}`;
  const options = { env, ...(row.input === undefined ? {} : { input: row.input }) };
  const human = await signalbox(folders, args, options);
  expect(human.exitCode, `${name}: ${human.stderr}${human.stdout}`).toBe(exitCode);
  expect(human.stdout).not.toContain(ESCAPE);
  if (row.isLong === true) expect(human.stdout.length, name).toBeGreaterThan(400);
  else expectGolden(row.golden ?? goldenName(args), measured(row, steady(human.stdout, folders.root)));

  const json = await signalbox(folders, [...args, '--json'], options);
  expect(json.exitCode, `${name} --json: ${json.stdout}`).toBe(exitCode);
  expect(Object.keys(Object(jsonOf(json))), name).toEqual(expect.arrayContaining([...keys]));
  if (row.hasCodexTalking !== true) expect(json.stderr, name).toBe('');
}

/** The words that lead to the command. */
function goldenName(args: readonly string[]): string {
  const end = args.findIndex(word => !/^[a-z-]+$/.test(word) || word.startsWith('-'));
  return (end < 0 ? args : args.slice(0, end)).join('-');
}

function measured({ isMeasured }: Row, text: string): string {
  const known = text.replace(/\b[0-9a-f]{64}\b/g, '<local key>').replace(/\(process \d+\)/g, '(process 0)');
  if (isMeasured !== true) return known;
  // Columns are as wide as their widest number.
  return known
    .replace(/\d+(?:\.\d+)?/g, '0')
    .replace(/ {2,}/g, '  ')
    .replace(/-{3,}/g, '---');
}
