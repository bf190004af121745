/**
 * Imports go one way:
 *   components -> actions -> session -> store, evaluation -> engine-client -> protocol
 *   protocol <- workers -> models, methods, gpu -> core -> nothing
 * and within the worker, each room only to those on its right:
 *   engine -> export -> view, learnt, measure -> open-world -> regions -> scores -> networks
 *   -> words -> drives -> files -> state
 */
const folder = (...names) => `^src/(${names.join('|')})/`;

const TESTS = '(\\.(spec|cases)\\.tsx?$|/testing/)';

/** Files in `from` may import from `src` only what `to` names, and each other. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder(from), pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: [
      folder(from, ...to.filter((entry) => !entry.includes('/'))),
      ...to.filter((entry) => entry.includes('/')),
    ],
  },
});

/** They bring mediabunny along, which a page without a video does not load. */
const VIDEO_MODULES =
  '^src/workers/(drives/(open-video|video-source|frame-(index|reader))|export/clip-writer)\\.ts$';

/**
 * What no person does, but the appearing of a component brings about: its canvas goes to the
 * worker, an unfinished run is looked for.
 */
const APPEARANCES = [
  '^src/session/panes/attach-pane\\.ts$',
  '^src/session/benchmark/stored-run\\.ts$',
];
const EVALUATION_TYPES = '^src/evaluation/types\\.ts$';

/** From the entry down to what all of them share: a room may import those behind it. */
const WORKER_ROOMS = [
  ['engine'],
  ['export'],
  ['view', 'learnt', 'measure'],
  ['open-world'],
  ['regions'],
  ['scores'],
  ['networks'],
  ['words'],
  ['drives'],
  ['files'],
  ['state'],
];

const workerRooms = WORKER_ROOMS.flatMap((rooms, index) =>
  rooms.map((room) => ({
    name: `worker-room-${room}`,
    comment: 'the rooms of the worker have an order, see the top of this file',
    severity: 'error',
    from: { path: folder(`workers/${room}`), pathNot: '\\.spec\\.tsx?$' },
    to: {
      path: '^src/workers/',
      pathNot: folder(
        `workers/${room}`,
        ...WORKER_ROOMS.slice(index + 1)
          .flat()
          .map((other) => `workers/${other}`),
      ),
    },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker|assembly)$' },
    },
    only('core-imports-nothing', 'core is pure TypeScript and knows no other folder', 'core', []),
    only('gpu-imports-core', 'operations know core only', 'gpu', ['core']),
    only('methods-import-core', 'a method is a declaration', 'methods', ['core', 'gpu']),
    only('models-import-core', 'models know core and the GPU layer', 'models', ['core', 'gpu']),
    only('protocol-imports-core', 'the contract knows neither side', 'protocol', ['core']),
    only('workers-import-down', 'the worker knows nothing of the page', 'workers', [
      'protocol',
      'models',
      'methods',
      'gpu',
      'core',
    ]),
    only(
      'engine-client-imports-protocol',
      'the client knows the worker by its messages',
      'engine-client',
      ['core', 'methods', 'protocol'],
    ),
    only(
      'evaluation-asks-the-engine',
      'an evaluation is the same for page and command',
      'evaluation',
      ['engine-client', 'methods', 'core', 'protocol'],
    ),
    only('store-imports-types', 'the store knows methods and messages', 'store', [
      'core',
      'methods',
      'protocol',
      EVALUATION_TYPES,
    ]),
    only(
      'session-imports-store-and-client',
      'the session keeps store and engine in step',
      'session',
      ['store', 'evaluation', 'engine-client', 'protocol', 'methods', 'core'],
    ),
    only(
      'actions-import-session',
      'what a person does changes the store and asks the session',
      'actions',
      ['session', 'store', 'evaluation', 'engine-client', 'protocol', 'methods', 'core'],
    ),
    only('components-call-actions', 'components read the store and call actions', 'components', [
      'actions',
      ...APPEARANCES,
      'store',
      'protocol',
      'methods',
      'core',
      EVALUATION_TYPES,
      '^src/evaluation/report/',
    ]),
    ...workerRooms,
    {
      name: 'methods-by-capability',
      comment:
        'a method is chosen by what it can do (src/methods/capabilities.ts), not by its name',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/methods/', TESTS] },
      to: { path: '^src/methods/[^/]+\\.method\\.ts$' },
    },
    {
      name: 'onnxruntime-in-models',
      comment: 'the runtime has one door',
      severity: 'error',
      from: { pathNot: [folder('models'), TESTS] },
      to: { path: 'onnxruntime-web' },
    },
    {
      name: 'mediabunny-when-needed',
      comment: 'a page without a video loads none of it: these modules are imported dynamically',
      severity: 'error',
      from: { path: '^src/', pathNot: VIDEO_MODULES },
      to: { path: 'node_modules/mediabunny/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'videos-when-needed',
      comment: 'what brings mediabunny along is imported dynamically',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/workers/drives/open-video\\.ts$'] },
      to: {
        path: VIDEO_MODULES,
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
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
          'protocol',
          'store',
          'session',
          'actions',
        ),
      },
      to: { path: 'node_modules/(react|react-dom)/' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'what ships is a dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'testing-in-specs',
      comment: 'what helps specs does not ship',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^src/.*/testing/' },
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
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
