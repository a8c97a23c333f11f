import type { RouterSettings } from '../../contract/settings.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { nearestWord } from './nearest-word.ts';

/** A mistake no single value shows: a name that refers to nothing, an address that leads back here. */
export interface CrossProblem {
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
}

const KEY_HEADERS = [
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'cookie',
];

const suggestion = (typed: string, known: readonly string[], otherwise: string): string => {
  const near = nearestWord(typed, known);
  return near ? `Did you mean ${near}?` : otherwise;
};

function leadsToRouter(url: URL, { listen }: RouterSettings): boolean {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const isOurPort = port !== 0 && (port === listen.port || port === listen.risk_adjusted_port);
  return isOurPort && isLoopbackHost(url.hostname);
}

function* checkProviders(settings: RouterSettings): Generator<CrossProblem> {
  for (const [name, provider] of Object.entries(settings.providers)) {
    const path = ['providers', name];
    const url = new URL(provider.base_url);
    const at = 'value';
    const where = [...path, 'base_url'];
    if (leadsToRouter(url, settings)) {
      yield {
        path: where,
        at,
        message: `${provider.base_url} is the address of this router itself: requests would go round in a circle`,
        remedy: "Write the provider's own address, or move listen.port.",
      };
    }
    if (url.username || url.password || url.search || url.hash) {
      yield {
        path: where,
        at,
        message: 'base_url holds a user name, password, query or fragment',
        remedy: 'Keep only scheme, host and path; give the key in the key window.',
      };
    }
    if (provider.local && !isLoopbackHost(url.hostname)) {
      yield {
        path: [...path, 'local'],
        at,
        message: `${name} is marked local, but ${url.hostname} is another machine`,
        remedy: 'Remove local: local-only folders rely on it.',
      };
    }
    for (const header of Object.keys(provider.headers)) {
      if (!KEY_HEADERS.includes(header.toLowerCase())) continue;
      yield {
        path: [...path, 'headers', header],
        at: 'key',
        message: `${header} would keep a key on disk`,
        remedy: 'Remove it and give the key in the key window, or name its variable in key_env.',
      };
    }
  }
}

function* checkNames(settings: RouterSettings): Generator<CrossProblem> {
  const providers = Object.keys(settings.providers);
  const deployments = Object.keys(settings.deployments);
  const aliases = Object.keys(settings.aliases);
  for (const [name, { provider }] of Object.entries(settings.deployments)) {
    if (providers.includes(provider)) continue;
    yield {
      path: ['deployments', name, 'provider'],
      at: 'value',
      message: `there is no provider ${provider}`,
      remedy: suggestion(
        provider,
        providers,
        `Add it under providers, or use one of: ${providers.join(', ')}.`,
      ),
    };
  }
  for (const [name, { candidates }] of Object.entries(settings.aliases)) {
    if (deployments.includes(name) && candidates[0] !== name) {
      yield {
        path: ['aliases', name],
        at: 'key',
        message: `${name} is also the name of a deployment`,
        remedy: 'Rename one of them, or make the deployment the first candidate of the alias.',
      };
    }
    for (const [index, candidate] of candidates.entries()) {
      const path = ['aliases', name, 'candidates', index];
      if (candidates.indexOf(candidate) < index) {
        yield { path, at: 'value', message: `${candidate} is listed twice`, remedy: 'Keep one of the two.' };
      }
      if (deployments.includes(candidate)) continue;
      yield {
        path,
        at: 'value',
        message: `there is no deployment ${candidate}`,
        remedy: suggestion(
          candidate,
          deployments,
          aliases.includes(candidate)
            ? 'An alias cannot contain another alias: list its deployments.'
            : 'Add it under deployments, or remove it here.',
        ),
      };
    }
  }
  if (!aliases.includes(settings.baseline_alias)) {
    yield {
      path: ['baseline_alias'],
      at: 'value',
      message: `there is no alias ${settings.baseline_alias} to count savings against`,
      remedy: suggestion(settings.baseline_alias, aliases, `Write one of: ${aliases.join(', ')}.`),
    };
  }
}

/** Every mistake between values, in the order of the file's sections. */
export function checkRouterSettings(settings: RouterSettings): CrossProblem[] {
  const problems = [...checkProviders(settings), ...checkNames(settings)];
  const { host, key_env, port, risk_adjusted_port } = settings.listen;
  if (host !== '127.0.0.1' && key_env === undefined) {
    problems.unshift({
      path: ['listen', 'host'],
      at: 'value',
      message: `${host} lets other computers call, and there is no key for them`,
      remedy: 'Under listen, name the environment variable that holds one: key_env: SIGNALBOX_REMOTE_KEY.',
    });
  }
  if (port !== 0 && port === risk_adjusted_port) {
    problems.unshift({
      path: ['listen', 'risk_adjusted_port'],
      at: 'value',
      message: 'both listeners have the same port',
      remedy: 'Give the second one another port, such as 4001.',
    });
  }
  return problems;
}
