import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultLayer, isPowerCut } from './testing/fault-layer.ts';
import { type SwapMachine, swapMachine } from './testing/swap-machine.ts';
import { swapSpec } from './testing/swap-spec.ts';

const ORIGINAL = '\uFEFF# mine\r\nmodel = "gpt-6-sol"\r\n\r\n[mcp_servers.a]\r\ncommand = "x" # last';
const THEIRS = '\r\n\r\n[projects."/p"]\r\ntrust_level = "trusted"';

/** How many changing steps an undisturbed run takes. */
async function countSteps(prepare: (machine: SwapMachine) => Promise<void>, run: 'enable' | 'restore') {
  using machine = swapMachine();
  await prepare(machine);
  const { files, steps } = faultLayer(undefined);
  const signalbox = machine.signalbox(files);
  await (run === 'enable' ? signalbox.enable(swapSpec) : signalbox.restore());
  return steps().length;
}

const beginnings: readonly [string, string | undefined][] = [
  ['a file', ORIGINAL],
  ['no file', undefined],
];

describe.each(beginnings)('a Signalbox killed at any step, beginning with %s', (_name, original) => {
  const begin = async (machine: SwapMachine) => {
    if (original !== undefined) machine.write(original, 0o640);
  };
  const expectOriginal = (machine: SwapMachine, where: string) => {
    expect(machine.read(), where).toEqual(
      original === undefined ? undefined : { text: original, mode: 0o640 },
    );
    expect(machine.names(), where).toEqual(original === undefined ? [] : ['config.toml']);
  };

  it('of a swap has the original back after the next start', async () => {
    const count = await countSteps(begin, 'enable');
    expect(count).toBeGreaterThan(12);
    for (let step = 1; step <= count; step += 1) {
      for (const when of ['before', 'half', 'after'] as const) {
        using machine = swapMachine();
        await begin(machine);
        const { files } = faultLayer({ step, when });
        await expect(machine.signalbox(files).enable(swapSpec)).rejects.toSatisfy(isPowerCut);
        await machine.signalbox().restore();
        expectOriginal(machine, `${when} step ${step}`);
      }
    }
  });

  it('of a restore has the original back after the next start', async () => {
    const swapped = async (machine: SwapMachine) => {
      await begin(machine);
      await machine.signalbox().enable(swapSpec);
    };
    const count = await countSteps(swapped, 'restore');
    for (let step = 1; step <= count; step += 1) {
      for (const when of ['before', 'half', 'after'] as const) {
        using machine = swapMachine();
        await swapped(machine);
        const { files } = faultLayer({ step, when });
        await expect(machine.signalbox(files).restore()).rejects.toSatisfy(isPowerCut);
        await machine.signalbox().restore();
        expectOriginal(machine, `${when} step ${step}`);
      }
    }
  });

  it("of a restore after others' edits has the original plus those edits", async () => {
    const swapped = async (machine: SwapMachine) => {
      await begin(machine);
      await machine.signalbox().enable(swapSpec);
      writeFileSync(machine.config, `${machine.read()?.text}${THEIRS}`);
    };
    const count = await countSteps(swapped, 'restore');
    for (let step = 1; step <= count; step += 1) {
      for (const when of ['before', 'half', 'after'] as const) {
        using machine = swapMachine();
        await swapped(machine);
        await expect(machine.signalbox(faultLayer({ step, when }).files).restore()).rejects.toSatisfy(
          isPowerCut,
        );
        await machine.signalbox().restore();
        const text = machine.read()?.text ?? '';
        expect(text.replace(/^\s+/, ''), `${when} step ${step}`).toBe(
          `${original ?? ''}${THEIRS}`.replace(/^\s+/, ''),
        );
        expect(machine.names()).toEqual(['config.toml']);
      }
    }
  });
});
