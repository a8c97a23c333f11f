// The import rules of docs/architecture.md, as a graph check. Type-only imports count.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$|/testing/' },
  to: { pathNot: allowed },
});

const domain = '^src-main/domain/';
const lib = '^src-main/lib/';
const contract = '^src-main/contract/';
const core =
  '^(node:|assert|async_hooks|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|url|util|v8|worker_threads|zlib)';
const npm = 'node_modules/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$|\\?' },
    },
    only(
      'domain-is-pure',
      domain,
      [domain, 'node_modules/toml-eslint-parser/'],
      'domain imports itself and one TOML range parser',
    ),
    only('lib-imports-nothing', lib, [lib], 'lib imports nothing'),
    only(
      'contract',
      contract,
      [contract, domain, lib, 'node_modules/zod/'],
      'contract imports domain, lib and zod',
    ),
    only(
      'services-host',
      '^src-main/services/host/',
      ['^src-main/services/host/', domain, lib, core],
      'host imports domain, lib and node:',
    ),
    {
      name: 'services-are-siblings',
      comment: 'services/X imports itself, host, contract, domain, lib, node: and npm; never service Y',
      severity: 'error',
      from: { path: '^src-main/services/([^/]+)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^src-main/(services|shells)/', pathNot: '^src-main/services/($1|host)/' },
    },
    {
      name: 'no-electron-outside-its-shell',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/shells/electron/' },
      to: { path: '(^electron$|node_modules/electron/|^src-main/shells/electron/)' },
    },
    only(
      'preload-is-types',
      '^src-main/shells/electron/preload',
      [contract, '^electron$', 'node_modules/electron/', '^src-main/shells/electron/preload'],
      'preload imports contract types',
    ),
    only(
      'renderer',
      '^src-renderer/',
      ['^src-renderer/', contract, domain, lib, npm],
      'renderer never imports node: or electron',
    ),
    {
      name: 'renderer-takes-only-types-from-contract',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: contract, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-no-electron',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'views-do-not-import-each-other',
      severity: 'error',
      from: { path: '^src-renderer/views/([^/]+)/' },
      to: { path: '^src-renderer/views/', pathNot: '^src-renderer/views/$1/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '(\\.test\\.tsx?$|^e2e/|/testing/)' },
      to: { path: '(\\.test\\.tsx?$|^e2e/|/testing/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
