import type { RouterSettings } from '../../contract/settings.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { nearestWord } from './nearest-word.ts';
import type { ProblemWords } from './settings-problem.ts';

/** A mistake no single value shows: a name that refers to nothing, an address that leads back here. */
export interface CrossProblem extends ProblemWords {
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
}

const KEY_HEADERS = [
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'cookie',
];

const suggestion = (typed: string, known: readonly string[], otherwise: Sentence): Sentence => {
  const near = nearestWord(typed, known);
  return near ? say`Did you mean ${near}?` : otherwise;
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
        message: say`${provider.base_url} is the address of this router itself: requests would go round in a circle`,
        remedy: say`Write the provider's own address, or move listen.port.`,
      };
    }
    if (url.username || url.password || url.search || url.hash) {
      yield {
        path: where,
        at,
        message: say`base_url holds a user name, password, query or fragment`,
        remedy: say`Keep only scheme, host and path; give the key in the key window.`,
      };
    }
    if (provider.local && !isLoopbackHost(url.hostname)) {
      yield {
        path: [...path, 'local'],
        at,
        message: say`${name} is marked local, but ${url.hostname} is another machine`,
        remedy: say`Remove local: local-only folders rely on it.`,
      };
    }
    for (const header of Object.keys(provider.headers)) {
      if (!KEY_HEADERS.includes(header.toLowerCase())) continue;
      yield {
        path: [...path, 'headers', header],
        at: 'key',
        message: say`${header} would keep a key on disk`,
        remedy: say`Remove it and give the key in the key window, or name its variable in key_env.`,
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
      message: say`there is no provider ${provider}`,
      remedy: suggestion(
        provider,
        providers,
        say`Add it under providers, or use one of: ${providers.join(', ')}.`,
      ),
    };
  }
  for (const [name, { candidates }] of Object.entries(settings.aliases)) {
    if (deployments.includes(name) && candidates[0] !== name) {
      yield {
        path: ['aliases', name],
        at: 'key',
        message: say`${name} is also the name of a deployment`,
        remedy: say`Rename one of them, or make the deployment the first candidate of the alias.`,
      };
    }
    for (const [index, candidate] of candidates.entries()) {
      const path = ['aliases', name, 'candidates', index];
      if (candidates.indexOf(candidate) < index) {
        yield {
          path,
          at: 'value',
          message: say`${candidate} is listed twice`,
          remedy: say`Keep one of the two.`,
        };
      }
      if (deployments.includes(candidate)) continue;
      yield {
        path,
        at: 'value',
        message: say`there is no deployment ${candidate}`,
        remedy: suggestion(
          candidate,
          deployments,
          aliases.includes(candidate)
            ? say`An alias cannot contain another alias: list its deployments.`
            : say`Add it under deployments, or remove it here.`,
        ),
      };
    }
  }
  if (!aliases.includes(settings.baseline_alias)) {
    yield {
      path: ['baseline_alias'],
      at: 'value',
      message: say`there is no alias ${settings.baseline_alias} to count savings against`,
      remedy: suggestion(settings.baseline_alias, aliases, say`Write one of: ${aliases.join(', ')}.`),
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
      message: say`${host} lets other computers call, and there is no key for them`,
      remedy: say`Under listen, name the environment variable that holds one: key_env: SIGNALBOX_REMOTE_KEY.`,
    });
  }
  if (port !== 0 && port === risk_adjusted_port) {
    problems.unshift({
      path: ['listen', 'risk_adjusted_port'],
      at: 'value',
      message: say`both listeners have the same port`,
      remedy: say`Give the second one another port, such as 4001.`,
    });
  }
  return problems;
}
