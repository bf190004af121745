/** One run of a person's own network for a picture. */
import { AnomalensError } from '#src/core/errors';
import { fillRest, firstLongSide, gridOfMap, ownGrid } from '#src/core/own-network/network-frame';
import type { LogitPlanes } from '#src/core/own-network/planes';
import type { NetworkGrid, StageTimes } from '#src/core/types';
import { destroyStorage } from '#src/gpu/buffers';
import type { Picture } from '#src/gpu/compute';
import { readFloats } from '#src/models/gpu-transfer';
import type { OwnNetwork, OwnOutputName } from '#src/models/own/own-network';
import type { NetworkTensor, Placed } from '#src/models/picture-network';
import type { EngineContext, PreparedOwnNetwork } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';
import { tellLongStep } from './given-network';

/** What a run may leave beside the logits. */
const BESIDE: readonly OwnOutputName[] = ['features', 'queryLogits'];

/** What the run works on. */
interface OwnRun {
  context: EngineContext;
  entry: HeldPicture;
  times: StageTimes;
  signal: AbortSignal | undefined;
  /** What the input of a second look has; undefined: that of the engine. */
  longSide: number | undefined;
}

/**
 * Outputs of the network for a picture, by the manifest's names, on the processor.
 * @throws AnomalensError of the network, `cancelled`.
 */
export async function outputsOfOwn(
  { context, entry, times, signal, longSide }: OwnRun,
  { own, entry: { id, title } }: PreparedOwnNetwork,
  outputs: readonly string[],
): Promise<Record<string, NetworkTensor>> {
  const { size: wanted } = own.card.input;
  const side = longSide ?? firstLongSide(wanted, context.options.longSide);
  const grid = ownGrid(entry.picture, wanted, side);
  const planes = await timed(times, 'preprocess', () =>
    normalisedPlanes(context, entry.picture, grid, own),
  );
  context.tellPage('progress', {
    what: title,
    modelId: id,
    phase: longSide === undefined ? 'infer' : 'second-look',
    loaded: 0,
    total: 1,
    cached: false,
  });
  await stageBoundary(signal);
  const size = { width: grid.paddedWidth, height: grid.paddedHeight };
  tellLongStep(context, own.secondsFor(size));
  const wantedBeside = BESIDE.filter((name) => outputs.includes(name));
  const left = await timed(times, 'infer', () => own.run(planes, size, wantedBeside));
  const results: Record<string, NetworkTensor> = { logits: placed(left.logits, grid) };
  for (const name of wantedBeside) {
    const map = left[name];
    if (map) results[name] = placed(map, grid);
  }
  return results;
}

/** The picture `[3, paddedHeight, paddedWidth]` as the card says, grey where none of it lies. */
export async function normalisedPlanes(
  { compute, device }: Pick<EngineContext, 'compute' | 'device'>,
  picture: Picture,
  grid: NetworkGrid,
  { card }: Pick<OwnNetwork, 'card'>,
): Promise<Float32Array> {
  const { mean, std } = card.input;
  const made = await compute.preprocess(picture, grid, mean, std);
  const planes = await onProcessor(device, made, 3 * grid.paddedWidth * grid.paddedHeight);
  fillRest(planes, grid, card.input);
  return planes;
}

async function onProcessor(
  device: GPUDevice | null,
  made: Placed,
  count: number,
): Promise<Float32Array> {
  if ('data' in made) return made.data;
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  try {
    return await readFloats(device, made.buffer, count);
  } finally {
    destroyStorage(made.buffer);
  }
}

/** A map covers the whole input, whatever its own size. */
function placed(planes: LogitPlanes, grid: NetworkGrid): NetworkTensor {
  return { ...planes, stride: 1, grid: gridOfMap(grid, planes) };
}
