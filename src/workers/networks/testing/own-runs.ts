/** The project's network in other signatures, opened and run by the worker's own code in Node. */
import { gridOfMap, ownGrid } from '#src/core/own-network/network-frame';
import type { LogitPlanes } from '#src/core/own-network/planes';
import type { NetworkGrid } from '#src/core/types';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import type { OwnOutputName } from '#src/models/own/own-network';
import { NODE_RUNTIME } from '#src/models/own/testing/node-runtime';
import { plainModel } from '#src/models/own/testing/signatures';
import { OWN_MEAN, OWN_STD } from '#src/models/own/testing/wrapped-model';
import type { EngineContext } from '#src/workers/state/context';
import { type Opened, openNetwork } from '../open-network';
import { normalisedPlanes } from '../own-run';

export const SIZE = { width: 256, height: 128 };
export const KINDS: ScoreKind[] = ['msp', 'max-logit', 'entropy', 'energy', 'margin'];
const compute = createCpuCompute(null);
const context = {
  compute,
  device: null,
  info: { inference: 'wasm' },
  options: { longSide: 256 },
  tellPage: () => undefined,
} as unknown as EngineContext;
const picture = compute.loadPicture(
  Uint8ClampedArray.from({ length: 4 * 256 * 128 }, (_, i) =>
    i % 4 === 3 ? 255 : ((i * i) >> 7) % 251,
  ),
  SIZE,
);

export const opened = (
  bytes: Uint8Array<ArrayBuffer>,
  path = 'net.onnx',
  card: Opened['card'] | null = null,
) =>
  openNetwork(context, NODE_RUNTIME, {
    network: { path, blob: new Blob([bytes]) },
    beside: [],
    card,
    longSide: null,
    pictures: [],
  });

/**
 * What the picture's run leaves, as the network's card has it fed and read.
 * @param fed what becomes of the normalised numbers before the network has them.
 */
export async function runOf(
  { network }: Opened,
  beside: readonly OwnOutputName[],
  longSide = 256,
  fed: (planes: Float32Array) => Float32Array = (planes) => planes,
) {
  const grid = ownGrid(SIZE, network.card.input.size, longSide);
  const planes = fed(await normalisedPlanes(context, picture, grid, network));
  const size = { width: grid.paddedWidth, height: grid.paddedHeight };
  return { grid, ...(await network.run(planes, size, beside)) };
}

export const placedOf = (grid: NetworkGrid, map: LogitPlanes) => ({
  ...map,
  stride: 1,
  grid: gridOfMap(grid, map),
});

/** The five formulas of the picture by a network. */
export async function scoresOf(own: Opened, longSide = 256): Promise<Float32Array[]> {
  return formulasOf(await runOf(own, [], longSide));
}

/** The five formulas of what a run has left. */
export function formulasOf({ grid, logits }: { grid: NetworkGrid; logits: LogitPlanes }) {
  const requests = KINDS.map((kind) => ({ kind, temperature: 1 }));
  return scoresCpu(placedOf(grid, logits), SIZE, requests).scores;
}

/** The project's network as its own pages feed it. */
export async function plain(): Promise<Opened> {
  const own = await opened(plainModel());
  const { input } = own.card;
  own.network.card = {
    ...own.card,
    input: { ...input, mean: [OWN_MEAN, OWN_MEAN, OWN_MEAN], std: [OWN_STD, OWN_STD, OWN_STD] },
  };
  return own;
}

/** Largest of two maps of one size. */
export function differenceOf(score: Float32Array, other: Float32Array): number {
  return score.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (other[i] as number))),
    0,
  );
}
