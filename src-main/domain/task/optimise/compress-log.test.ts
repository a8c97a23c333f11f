import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPrompt } from './clean-prompt.ts';
import { compressLog } from './compress-log.ts';
import { utf8Bytes } from './utf8-bytes.ts';

const folder = fileURLToPath(new URL('../corpus/logs/', import.meta.url));
const logs = readdirSync(folder).map(name => [name, readFileSync(`${folder}${name}`, 'utf8')] as const);

/** What a reader of each tool's output calls an error, a warning or a frame; not the words the code looks for. */
const GRAVE: Readonly<Record<string, RegExp>> = {
  'npm-tsc.log': /^npm (?:warn|error)|error TS\d+|^ +Type|vulnerabilities/,
  'maven.log': /^\[(?:ERROR|WARNING)\]|^\tat |^Caused by|Exception:|FailedError:|^\t\.\.\. |BUILD FAILURE/,
  'gradle.log': /^[we]: |FAILED|^FAILURE|^\tat |^\* What|Execution failed|Exception|Compilation error/,
  'cargo.log': /^(?:error|warning)|^ *--> |^ *\d* \||^ *= (?:note|help)|^(?:note|help):/,
  'pytest.log': /^E {2}|^> {2}|FAILED| ERROR |^ERROR|^WARNING|Warning:|\.py:\d+: |^FAILED/,
  'go-test.log': /--- FAIL|^FAIL|panic|goroutine|_test\.go:\d+|\.go:\d+ \+0x|balance of/,
  'docker-build.log': /ERROR|ERR!|npm (?:warn|error)|^ +\d+ \||gyp/,
  'webpack.log': /^(?:ERROR|WARNING)|not found|TS\d{4}|^ @ |^ +>? *\d+ \||\^\^/,
  'gcc-make.log': /(?:error|warning|note): |In function|^ +\d* \||^make: \*\*\*|In file included/,
  // Places that passing tests have logged are no frames.
  'go-test-verbose.log': /--- FAIL|^FAIL|panic|goroutine|got \d+, want|\.go:\d+ \+0x/,
  'unittest.log': /FAIL|ERROR|^Traceback|File "|Error:|\^\^|self\.assert|open\(/,
  'dotnet-build.log': /: (?:error|warning) |Build FAILED|Error\(s\)|Warning\(s\)/,
  'dotnet-test.log': /^ +Failed |Assert|^Expected|^Actual|Stack Trace|^ +at |^Failed!/,
  'npm-err.log': /^npm (?:ERR!|WARN)/,
  'ctest.log': /\*\*\*Failed|Assertion|tests failed|FAILED|\(Failed\)|^Errors/,
  'tap.log': /^not ok|expected|actual|at: |# fail/,
  'terraform.log': /^[│╷╵]/,
  'cmake-link.log': /undefined reference|error:|\*\*\*|in function/,
  'jest.log': /✕|●|^FAIL|Expected:|Received:|^ +at |^ +>? *\d+ \||console\.warn|failed,/,
};

describe('compressing real build logs', () => {
  it.each(
    logs,
  )('%s keeps every error, warning and stack frame and loses at least 60 % of its bytes', (name, log) => {
    const grave = GRAVE[name];
    expect(grave, 'a log without its own list of what must stay').toBeDefined();
    const must = log.split('\n').filter(line => grave?.test(line));
    expect(must.length).toBeGreaterThan(3);
    const { text, steps } = cleanPrompt(log);
    expect(steps).toEqual(['log']);
    const left = text.split('\n');
    let from = 0;
    for (const line of must) {
      const at = left.indexOf(line, from);
      expect(at, `lost or moved: ${line}`).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
    expect(1 - utf8Bytes(text) / utf8Bytes(log)).toBeGreaterThanOrEqual(0.6);
  });

  it.each(logs)('%s is found in a prompt, after an instruction and inside a fence', (_name, log) => {
    const open = cleanPrompt(`Why does this fail?\n\n${log}`);
    expect(open.text.startsWith('Why does this fail?\n')).toBe(true);
    expect(open.steps).toEqual(['log']);
    const fenced = cleanPrompt(`Why?\n\`\`\`\n${log}\`\`\`\nPlease be brief.\n`);
    expect(fenced.steps).toEqual(['log']);
    expect(fenced.text).toMatch(/\n```\nPlease be brief\.\n$/);
  });
});

describe('compressing any log', () => {
  it('collapses lines that differ only in numbers into the first and a count', () => {
    const log = Array.from({ length: 50 }, (_, index) => `worker ${index} took ${index * 3} ms`).join('\n');
    expect(compressLog(log).split('\n')[0]).toBe('worker 0 took 0 ms [+49 like it]');
  });

  it('takes debug lines out, but for those that tell of an error', () => {
    const log = 'start\nDEBUG cache hit\n12:00:01 DEBUG pool size 3\nDEBUG request failed with 500\nend';
    expect(compressLog(log)).toBe('start\nDEBUG request failed with 500\nend');
  });

  it('never drops, changes or reorders a line with trouble, wherever it stands', () => {
    const noise = fc.constantFrom(
      'Compiling a v1.0.0',
      'DEBUG x',
      'step 12 done',
      '',
      '[INFO] copying',
      '✓ works (3 ms)',
    );
    const trouble = fc.nat(999).map(id => `src/a${id}.ts:${id}:1 - error E${id}: broken`);
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: noise }, { weight: 1, arbitrary: trouble })),
        lines => {
          const grave = (rows: readonly string[]) => rows.filter(line => line.includes('error'));
          expect(grave(compressLog(lines.join('\n')).split('\n'))).toEqual(grave(lines));
        },
      ),
    );
  });

  it('never makes a text longer', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), lines => {
        const log = lines.join('\n');
        expect(compressLog(log).length).toBeLessThanOrEqual(log.length);
      }),
    );
  });
});
