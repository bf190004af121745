/** A person's own network on WebAssembly and CPU: what the page adds to what onnxruntime itself takes. */
import { gridOfMap, ownGrid } from '#src/core/own-network/network-frame';
import type { LogitPlanes } from '#src/core/own-network/planes';
import type { NetworkGrid } from '#src/core/types';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { openSimd } from '#src/gpu/simd/module';
import { loadOrt } from '#src/models/ort';
import { ORT_RUNTIME } from '#src/models/own/ort-runtime';
import { OwnNetwork } from '#src/models/own/own-network';
import { joinedModel } from '#src/models/own/testing/joined-model';
import { lookAt, sha256Of } from '#src/workers/networks/given-network';
import { voteNormalisation } from '#src/workers/networks/normalisation-vote';
import { normalisedPlanes } from '#src/workers/networks/own-run';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { measure, measureInTurns, type Row } from './measure';
import { loadPicture } from './scene';
import type { TimedRow } from './score-to-mask';

const SIZE = { width: 1280, height: 720 };
const LONG_SIDE = 768;
const REPETITIONS = 9;
const VOTERS = 5;
/** What an exporter would call what goes in and comes out. */
const INPUT = 'pixel_values';
const OUTPUT = 'logits';
const LARGE_FILE_BYTES = 100e6;
const LONGEST_HEADER_MS = 300;
const MOST_OF_SESSION = 1.1;
const MOST_OF_RUN = 1.05;
const KINDS = ['msp', 'max-logit', 'entropy', 'energy', 'margin'] as const;
const REQUESTS = KINDS.map((kind) => ({ kind, temperature: 1 }));

/** The project's base network behind its trunk, with weights that nothing reads. */
async function networkFile(unreadWeights: number): Promise<Blob> {
  const models = await Promise.all(
    ['trunk', 'base'].map(async (name) => {
      const response = await fetch(`/models/${name}.onnx`);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  const names = { image: INPUT, logits: OUTPUT };
  const values = new Float32Array(unreadWeights);
  return new Blob([
    joinedModel(models, names, {
      before: [],
      after: [],
      initializers: unreadWeights ? [{ name: 'unread', dims: [unreadWeights], values }] : [],
      inputs: [{ name: INPUT, shape: [1, 3, 'height', 'width'] }],
      outputs: [{ name: OUTPUT, shape: [1, 19, 'h', 'w'] }],
    }),
  ]);
}

const requestOf = (blob: Blob) => ({
  network: { path: 'net.onnx', blob },
  beside: [],
  card: null,
  longSide: null,
});

/** As the worker does it before the first run. */
async function openedNetwork(blob: Blob): Promise<OwnNetwork> {
  const { decided, external, cost } = await lookAt(requestOf(blob));
  const files = { network: blob, external, card: decided.card, added: [], cost };
  const network = new OwnNetwork(files, ORT_RUNTIME, { inference: 'wasm', device: null });
  await Promise.all([sha256Of(blob), network.prepare()]);
  return network;
}

const withTarget = ({ name, milliseconds }: Row, target: number | null): TimedRow => ({
  name,
  milliseconds,
  target,
});

/** Times of the page, each with the most it may take; those of onnxruntime alone have none. */
export async function ownNetwork(): Promise<TimedRow[]> {
  const large = await networkFile(LARGE_FILE_BYTES / Float32Array.BYTES_PER_ELEMENT);
  const header = await measure(
    'header of a file of 100 MB',
    () => lookAt(requestOf(large)),
    REPETITIONS,
  );
  const blob = await networkFile(0);
  return [
    withTarget(header, LONGEST_HEADER_MS),
    ...(await opening(blob)),
    ...(await analysis(blob)),
  ];
}

async function opening(blob: Blob): Promise<TimedRow[]> {
  const ort = await loadOrt();
  const bare = async () => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    await session.release();
  };
  const whole = async () => (await openedNetwork(blob)).release();
  const { ours, other } = await measureInTurns(
    ['opening: header, SHA-256, session', whole],
    ['session of onnxruntime alone', bare],
    REPETITIONS,
  );
  const header = await measure('of it the header', () => lookAt(requestOf(blob)), REPETITIONS);
  const hash = await measure(
    'of it SHA-256, beside the session',
    () => sha256Of(blob),
    REPETITIONS,
  );
  return [
    withTarget(ours, MOST_OF_SESSION * other.milliseconds),
    ...[header, hash, other].map((row) => withTarget(row, null)),
  ];
}

async function analysis(blob: Blob): Promise<TimedRow[]> {
  const compute = createCpuCompute(openSimd());
  const context = { compute, device: null } as unknown as EngineContext;
  const network = await openedNetwork(blob);
  const picture = compute.loadPicture(await loadPicture(SIZE), SIZE);
  const grid = ownGrid(SIZE, network.card.input.size, LONG_SIDE);
  const size = { width: grid.paddedWidth, height: grid.paddedHeight };
  const scored = (logits: LogitPlanes) => compute.scores(placed(logits, grid), SIZE, REQUESTS);
  const planes = await normalisedPlanes(context, picture, grid, network);
  const ort = await loadOrt();
  const session = await ort.InferenceSession.create(new Uint8Array(await blob.arrayBuffer()), {
    executionProviders: ['wasm'],
  });
  const bare = async () => {
    const image = new ort.Tensor('float32', planes, [1, 3, size.height, size.width]);
    const logits = (await session.run({ [INPUT]: image }))[OUTPUT];
    if (!logits) throw new Error('The network gives no logits.');
    const [, classes, height, width] = logits.dims as [number, number, number, number];
    await scored({ data: logits.data as Float32Array, classes, width, height });
  };
  const whole = async () => {
    const fed = await normalisedPlanes(context, picture, grid, network);
    await scored((await network.run(fed, size, [])).logits);
  };
  const { ours, other } = await measureInTurns(
    ['analysis: normalised, run, five scores', whole],
    ['run of onnxruntime alone, five scores', bare],
    REPETITIONS,
  );
  await session.release();
  const voters = Array.from({ length: VOTERS }, () => ({ picture }) as unknown as HeldPicture);
  const vote = await measure(
    `vote on the normalisation by ${VOTERS} pictures`,
    () => voteNormalisation(context, network, voters),
    3,
  );
  await network.release();
  return [
    withTarget(ours, MOST_OF_RUN * other.milliseconds),
    withTarget(other, null),
    withTarget(vote, null),
  ];
}

const placed = (map: LogitPlanes, grid: NetworkGrid) => ({
  ...map,
  stride: 1,
  grid: gridOfMap(grid, map),
});
