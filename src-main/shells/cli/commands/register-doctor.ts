import type { Command } from 'commander';
import { doctorExitCode } from '../../../domain/doctor/doctor-check.ts';
import { examples, jsonOption } from '../command-parts.ts';
import { paintFor } from '../output/paint.ts';
import { perform } from '../perform.ts';
import { result, say } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

interface DoctorFlags {
  readonly fix?: boolean;
  readonly bundle?: true | string;
  readonly json?: boolean;
}

export function registerDoctor(program: Command, at: Surroundings): void {
  program
    .command('doctor')
    .summary('look for what is wrong, and say what helps')
    .description(
      'Checks Codex, its configuration, leftovers, the port, proxies, keys, the key chain, Ollama, its model, ' +
        'the tray, permissions, the clock and the disk. Ends with 0 when all is well, 5 when the worst is a ' +
        'warning, 1 when something is broken.',
    )
    .option('--fix', 'do what is safe: restore the Codex configuration, close own files to others')
    .option('--bundle [file]', 'write a file for a bug report, without keys and names')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox doctor', 'each check with its remedy'],
        ['signalbox doctor --fix', 'and look again'],
        ['signalbox doctor --bundle report.json', 'read it before you send it'],
      ),
    )
    .action((flags: DoctorFlags) =>
      perform(flags, async ({ isJson, signal }) => {
        const { describeReport, diagnose } = await import('../doctor.ts');
        let report = await diagnose(at, signal);
        const { fixWhatIsSafe } = await import('../doctor-fix.ts');
        const fixes = flags.fix === true ? await fixWhatIsSafe(report, at) : [];
        if (fixes.some(({ isDone }) => isDone)) report = await diagnose(at, signal);
        let bundle: string | undefined;
        if (flags.bundle !== undefined) {
          const { writeBundle } = await import('../doctor-bundle.ts');
          bundle = await writeBundle(report, flags.bundle === true ? undefined : flags.bundle, at);
        }
        const paint = paintFor(process.stdout, at.env);
        result({ ...report, fixes, ...(bundle === undefined ? {} : { bundle }) }, isJson, () =>
          describeReport(report, paint),
        );
        if (!isJson) {
          if (flags.fix === true && fixes.length === 0)
            say('There was nothing to mend that is safe to mend.');
          for (const { isDone, message } of fixes) say(`${isDone ? 'mended' : 'not mended'}: ${message}`);
          if (bundle !== undefined) say(`Written: ${bundle}. Read it before you send it.`);
        }
        return doctorExitCode(report.checks);
      }),
    );
}
