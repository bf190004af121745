/**
 * Imports go one way:
 *   components -> actions -> store, evaluation -> engine-client -> workers/protocol (types)
 *   workers -> models, methods, gpu -> core -> nothing
 */
const folder = (...names) => `^src/(${names.join('|')})/`;

/** Files in `from` may import from `src` only what `to` names, and each other. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder(from), pathNot: '(\\.spec\\.tsx?$|/testing/)' },
  to: {
    path: '^src/',
    pathNot: [
      folder(from, ...to.filter((entry) => !entry.includes('/'))),
      ...to.filter((entry) => entry.includes('/')),
    ],
  },
});

const PROTOCOL = '^src/workers/protocol\\.ts$';
const EVALUATION_TYPES = '^src/evaluation/types\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' },
    },
    only('core-imports-nothing', 'core is pure TypeScript and knows no other folder', 'core', []),
    only('gpu-imports-core', 'operations know core only', 'gpu', ['core']),
    only('methods-import-core', 'a method is a declaration', 'methods', ['core', 'gpu']),
    only('models-import-core', 'models know core and the GPU layer', 'models', ['core', 'gpu']),
    only('workers-import-down', 'the worker knows nothing of the page', 'workers', [
      'models',
      'methods',
      'gpu',
      'core',
    ]),
    only(
      'engine-client-imports-protocol',
      'the client knows the worker by its messages',
      'engine-client',
      ['core', 'methods', PROTOCOL],
    ),
    only(
      'evaluation-asks-the-engine',
      'an evaluation is the same for page and command',
      'evaluation',
      ['engine-client', 'methods', 'core', PROTOCOL],
    ),
    only('store-imports-types', 'the store knows methods and messages', 'store', [
      'core',
      'methods',
      PROTOCOL,
      EVALUATION_TYPES,
    ]),
    only(
      'actions-import-store-and-client',
      'actions change the store and ask the engine',
      'actions',
      ['store', 'evaluation', 'engine-client', 'methods', 'core', PROTOCOL],
    ),
    only('components-call-actions', 'components read the store and call actions', 'components', [
      'actions',
      'store',
      'methods',
      'core',
      PROTOCOL,
      EVALUATION_TYPES,
    ]),
    {
      name: 'protocol-is-types',
      comment: 'the page must not pull the worker into its bundle',
      severity: 'error',
      from: { path: '^src/workers/protocol(-measurements|-basics|-prompts|-open-world)?\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'onnxruntime-in-models',
      comment: 'the runtime has one door',
      severity: 'error',
      from: { pathNot: folder('models') },
      to: { path: 'onnxruntime-web' },
    },
    {
      name: 'react-in-components',
      comment: 'logic outside components needs no React',
      severity: 'error',
      from: {
        path: folder(
          'core',
          'gpu',
          'methods',
          'models',
          'workers',
          'engine-client',
          'evaluation',
          'actions',
        ),
      },
      to: { path: 'node_modules/(react|react-dom)/' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'what ships is a dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.json', '.js', '.mjs', '.css'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
