import { describe, expect, it } from 'vitest';
import { type ProfileSpec, planProfile, profileOwner } from './plan-profile.ts';

const spec: ProfileSpec = {
  profile: 'cost-routing',
  model: 'codex-default',
  baseUrl: 'http://127.0.0.1:4000/v1',
  auth: { command: '/usr/bin/node', args: ['/opt/a "b"/cli.js', 'token'] },
  catalog: { kind: 'url', url: 'http://127.0.0.1:4000/codex/models' },
  boundedRetries: true,
};

function written(current: string | undefined, wanted: ProfileSpec = spec): string {
  const plan = planProfile(current, wanted);
  if (plan.kind !== 'write') throw new Error(`expected a write, got ${plan.kind}`);
  return plan.text;
}

describe('planProfile', () => {
  it('writes a whole profile where there is none', () => {
    expect(
      written(undefined),
    ).toBe(`# Written by Signalbox. Codex reads this file only when started with "--profile cost-routing".
# Signalbox sets model_provider, model_providers.signalbox and features.unbounded_connection_retries;
# everything else here, whether written by Codex or by you, is kept as it is.
model = "codex-default"
model_provider = "signalbox"

[model_providers.signalbox]
name = "Signalbox"
base_url = "http://127.0.0.1:4000/v1"
wire_api = "responses"
model_catalog_url = "http://127.0.0.1:4000/codex/models"
request_max_retries = 4
stream_max_retries = 5
stream_idle_timeout_ms = 330000

[model_providers.signalbox.env_http_headers]
x-signalbox-launch = "SIGNALBOX_LAUNCH"

[model_providers.signalbox.auth]
command = "/usr/bin/node"
args = ["/opt/a \\"b\\"/cli.js", "token"]
timeout_ms = 10000
refresh_interval_ms = 300000

[features]
unbounded_connection_retries = false
`);
  });

  it('has nothing to do the second time', () => {
    expect(planProfile(written(undefined), spec)).toEqual({ kind: 'unchanged' });
  });

  it('changes only the port when the port changed, and keeps what Codex and the person wrote', () => {
    const theirs = written(undefined)
      .replace('"codex-default"', '"codex-deep" # my choice')
      .replace('[features]', '[features]\nmulti_agent = true')
      .concat('\n[projects."/home/ü/a b"]\ntrust_level = "trusted"\n# last words');
    const moved = { ...spec, baseUrl: 'http://127.0.0.1:4100/v1' };
    expect(written(theirs, moved)).toBe(theirs.replace('4000/v1', '4100/v1'));
  });

  it('puts a key back that went missing, beside its siblings, with the line ends of the file', () => {
    const crlf = written(undefined).replaceAll('\n', '\r\n');
    expect(written(crlf.replace('wire_api = "responses"\r\n', ''))).toBe(
      crlf
        .replace('wire_api = "responses"\r\n', '')
        .replace('timeout_ms = 330000\r\n', 'timeout_ms = 330000\r\nwire_api = "responses"\r\n'),
    );
  });

  it('takes out settings of the provider that contradict command-backed auth', () => {
    const older = written(undefined).replace('wire_api', 'env_key = "LITELLM_API_KEY" # old\nwire_api');
    expect(written(older)).toBe(written(undefined));
  });

  it('uses a catalog file where the installed Codex knows no catalog URL, and goes back to the URL later', () => {
    const file: ProfileSpec = {
      ...spec,
      catalog: { kind: 'file', fileName: 'cost-routing.models.json' },
      boundedRetries: false,
    };
    const lean = written(written(undefined), file);
    expect(lean).toContain('model_catalog_json = "cost-routing.models.json"');
    expect(lean).not.toMatch(/model_catalog_url|^unbounded/m);
    expect(written(lean)).not.toContain('model_catalog_json');
  });

  it.each([
    ['no provider of ours', 'model = "x"\n', { kind: 'foreign' }],
    ['broken TOML', '[model_providers.signalbox]\nname = = 1\n', { kind: 'unparsable', line: 2 }],
    [
      'our name used for a list',
      '[model_providers.signalbox]\nname = "S"\n[[features]]\na = 1\n',
      { kind: 'conflict', key: 'features.unbounded_connection_retries' },
    ],
  ])('refuses a file with %s', (_name, text, expected) => {
    expect(planProfile(text, spec)).toMatchObject(expected);
  });

  it('takes a blank file as free', () => {
    expect(written('\n')).toBe(written(undefined));
  });

  it('recognises its own file by the provider, not by comments', () => {
    expect(profileOwner(written(undefined).replace(/^#.*\n/gm, ''))).toBe('ours');
    expect(profileOwner('# Written by Signalbox\nmodel = "x"\n')).toBe('foreign');
  });
});
