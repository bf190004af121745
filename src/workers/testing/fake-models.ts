/**
 * Networks without onnxruntime, for specs of the pipeline: they count their runs and give logits
 * that depend on their inputs.
 */
import { AnomalensError } from '#src/core/errors';
import type { Compute } from '#src/gpu/compute';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { PICTURE } from '#src/models/feeds';
import type { PictureNetwork } from '#src/models/picture-network';
import type { EngineContext, PreparedModel, PreparedNetwork } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { fakePromptNetwork, PROMPT_NETWORK_IDS } from '#src/workers/testing/fake-prompt-networks';
import {
  fakeSimilarity,
  fakeTables,
  SIMILARITY_GRAPH,
  stripedEmbedding,
  WORDS_NETWORK,
} from '#src/workers/testing/fake-words';

const CLASSES = 19;
const FEATURES = 64;
const SIZE = { width: 64, height: 32 };

export interface FakeModels {
  context: EngineContext;
  entry: HeldPicture;
  /** One line per run: the network, its scalar inputs, and the long side of a second look. */
  runs: string[];
  /** What was told of the score stage. */
  progress: { loaded: number; total: number }[];
  /** Networks that cannot be loaded. */
  broken: Set<string>;
}

/** Class `winner` wins everywhere, by an amount that depends on the pixel alone. */
function logitsOf(winner: number, pixels: number): Float32Array {
  return Float32Array.from({ length: CLASSES * pixels }, (_, i) => {
    const isWinner = Math.floor(i / pixels) === winner;
    return (isWinner ? 4 : 0) + ((i % pixels) % 7) / 10;
  });
}

/**
 * A context of TypeScript operations, or of those on a device. The residual block of every network adds gamma to the logits
 * of the runner-up, class 1; the segmenter number n has class n as its closed-set winner. With a
 * `trunk` among them, heads read its map and what the base leaves, as those that ship do.
 */
export function createFakeModels(
  modelIds: readonly string[],
  { compute, device }: { compute: Compute; device: GPUDevice | null } = {
    compute: createCpuCompute(),
    device: null,
  },
): FakeModels {
  const runs: string[] = [];
  const broken = new Set<string>();
  const progress: FakeModels['progress'] = [];
  const isPrompting = (id: string) => PROMPT_NETWORK_IDS.includes(id);
  const models = new Map<string, PreparedModel>();
  for (const id of modelIds.filter(isPrompting)) models.set(id, fakePromptNetwork(id, runs));
  if (modelIds.includes(SIMILARITY_GRAPH)) models.set(SIMILARITY_GRAPH, fakeSimilarity(runs));
  const heads = modelIds.filter(
    (id) => !isPrompting(id) && id !== TRUNK && id !== SIMILARITY_GRAPH,
  );
  const isChain = modelIds.includes(TRUNK);
  const options = { longSide: 64 };
  const told = { runs, options };
  if (isChain) models.set(TRUNK, preparedNetwork(TRUNK, 0, told, true));
  for (const [winner, id] of heads.entries())
    models.set(id, preparedNetwork(id, winner, told, isChain));
  const get = async (id: string) => {
    const model = models.get(id);
    if (!model || broken.has(id))
      throw new AnomalensError('model-damaged', `${id}.onnx arrived damaged, twice.`, true);
    return model;
  };
  const tables = fakeTables();
  const context = {
    options,
    info: { inference: 'wasm', compute: compute.path },
    compute,
    device,
    words: { get: async () => tables, reading: async () => tables },
    models: {
      get,
      ready: (id: string) => models.get(id) ?? null,
      quickestFirst: (ids: readonly string[]) => [...ids],
    },
    tellPage: (_name: string, notice: { phase: string; loaded: number; total: number }) => {
      if (notice.phase === 'score') progress.push(notice);
    },
  } as unknown as EngineContext;
  const rgba = Uint8ClampedArray.from(
    { length: SIZE.width * SIZE.height * 4 },
    (_, i) => (i * 31) % 256,
  );
  return {
    context,
    entry: new HeldPicture(compute.loadPicture(rgba, SIZE), SIZE),
    runs,
    broken,
    progress,
  };
}

const TRUNK = 'trunk';
/** What heads read besides the picture, in a chain. */
const FED: Readonly<Record<string, string[]>> = {
  base: ['trunk/at4'],
  'max-entropy': ['trunk/at4'],
  dmlnet: ['trunk/at4', 'base/context'],
  rpl: ['trunk/at4', 'base/features'],
};

function preparedNetwork(
  id: string,
  winner: number,
  { runs, options }: { runs: string[]; options: { longSide: number } },
  isChain: boolean,
): PreparedNetwork {
  const run: PictureNetwork['run'] = async (feeds, grid, { scalars, outputs }) => {
    for (const { name } of inputs) if (!feeds[name]) throw new Error(`${id} lacks its ${name}.`);
    const longSide = Math.max(grid.width, grid.height);
    runs.push(
      [
        id,
        ...Object.entries(scalars).map(([name, value]) => `${name}=${value}`),
        ...(longSide === options.longSide ? [] : [`at ${longSide}`]),
      ].join(' '),
    );
    const shape = { width: grid.paddedWidth / 4, height: grid.paddedHeight / 4, stride: 4, grid };
    const pixels = shape.width * shape.height;
    const gamma = scalars.gamma ?? 0;
    const map = (classes: number) => ({
      ...shape,
      classes,
      data: Float32Array.from({ length: classes * pixels }, (_, i) => ((i * 7) % 23) / 11),
    });
    const all = {
      logits: { ...shape, classes: CLASSES, data: logitsOf(winner, pixels) },
      rplLogits: {
        ...shape,
        classes: CLASSES,
        data: logitsOf(winner, pixels).map((z, i) =>
          Math.floor(i / pixels) === 1 ? z + 9 * gamma : z,
        ),
      },
      features: map(FEATURES),
      at4: map(24),
      context: map(8),
      embedding: {
        ...shape,
        classes: 4,
        data: stripedEmbedding(shape.width, shape.height),
      },
      residualNorm: {
        ...shape,
        classes: 1,
        data: Float32Array.from({ length: pixels }, (_, i) => gamma * gamma * i),
      },
    };
    return Object.fromEntries(outputs.map((name) => [name, all[name as keyof typeof all]]));
  };
  const classes = Array.from({ length: CLASSES }, (_, i) => ({
    name: `class ${i}`,
    colour: '#000000',
  }));
  const sources = [PICTURE, ...(isChain ? (FED[id] ?? []) : [])];
  const inputs = sources.map((from) => ({ name: from, from }));
  const outputs = id === TRUNK ? { at4: {} } : { logits: {}, features: {}, context: {} };
  const input = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], multipleOf: 32 };
  const kind = id === TRUNK ? 'trunk' : id === WORDS_NETWORK ? id : 'segmenter';
  return {
    entry: { id, kind, title: id, classes, input, inputs, outputs },
    picture: { run },
    feedsOthers: isChain && (id === TRUNK || id === 'base'),
    info: {},
  } as unknown as PreparedNetwork;
}
