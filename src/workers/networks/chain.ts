/** A network of several files: those that feed it run first, each once per picture and look. */
import { networkGrid } from '#src/core/geometry';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { StageTimes } from '#src/core/types';
import { destroyStorage } from '#src/gpu/buffers';
import { PICTURE } from '#src/models/feeds';
import { copyFloats, readFloats } from '#src/models/gpu-transfer';
import type { NetworkTensor, Placed } from '#src/models/picture-network';
import { type EngineContext, networkOf, type PreparedNetwork } from '#src/workers/state/context';
import { type HeldPicture, keepMapsOf } from '#src/workers/state/held-picture';
import type { PictureMaps } from '#src/workers/state/picture-maps';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/** What every link of a chain works on. */
export interface ChainRun {
  context: EngineContext;
  entry: HeldPicture;
  times: StageTimes;
  signal: AbortSignal | undefined;
  /** What the input of a second look has; undefined: that of the engine. */
  longSide: number | undefined;
}

/** Scalar inputs by the manifest's names, and the outputs that are wanted. */
interface Wanted {
  scalars: Readonly<Record<string, number>>;
  outputs: readonly string[];
}

/**
 * Outputs of a network for a picture, by the manifest's names, where it ran; buffers belong to the
 * caller. What the networks before it leave is kept in `mapsOf`, and so is what it leaves itself
 * when others read it. Call it inside `entry.use` and `entry.queue`.
 * @throws AnomalensError of the networks, `cancelled`.
 */
export async function outputsOfChain(
  run: ChainRun,
  network: PreparedNetwork,
  { scalars, outputs }: Wanted,
): Promise<Record<string, NetworkTensor>> {
  if (!network.feedsOthers) return runOnce(run, network, { scalars, outputs });
  const left: Record<string, NetworkTensor> = {};
  for (const id of outputs)
    left[id] = copied(run.context, await mapOf(run, `${network.entry.id}/${id}`));
  return left;
}

/** Where the maps of a look are kept. */
export function mapsOf(entry: HeldPicture, longSide: number | undefined): PictureMaps {
  return longSide === undefined ? entry.maps : entry.secondMaps;
}

/** A kept map; its network runs when it is not there, and leaves all of its maps. */
async function mapOf(run: ChainRun, source: string): Promise<NetworkTensor> {
  const maps = mapsOf(run.entry, run.longSide);
  if (!maps.get(source)) {
    const id = source.slice(0, source.indexOf('/'));
    const network = await networkOf(run.context.models, id, run.signal);
    const outputs = Object.keys(network.entry.outputs);
    const given = await runOnce(run, network, { scalars: {}, outputs });
    for (const [output, map] of Object.entries(given)) maps.keep(`${id}/${output}`, map);
  }
  return maps.get(source) as NetworkTensor;
}

async function runOnce(
  run: ChainRun,
  { entry, picture }: PreparedNetwork,
  wanted: Wanted,
): Promise<Record<string, NetworkTensor>> {
  const { context, times, signal } = run;
  keepMapsOf(run.entry);
  const feeds: Record<string, Placed> = {};
  for (const { name, from } of entry.inputs)
    feeds[name] = await (from === PICTURE ? inputOf(run, entry.input) : mapOf(run, from));
  context.tellPage('progress', {
    what: entry.title,
    modelId: entry.id,
    phase: run.longSide === undefined ? 'infer' : 'second-look',
    loaded: 0,
    total: 1,
    cached: false,
  });
  await stageBoundary(signal);
  const grid = gridOf(run, entry.input.multipleOf);
  return timed(times, 'infer', () => picture.run(feeds, grid, wanted, signal));
}

function gridOf({ context, entry, longSide }: ChainRun, multipleOf: number) {
  return networkGrid(entry.picture, longSide ?? context.options.longSide, multipleOf);
}

/** The picture as networks read it, prepared once per look: a chain sees one picture. */
async function inputOf(
  run: ChainRun,
  { mean, std, multipleOf }: PreparedNetwork['entry']['input'],
): Promise<Placed> {
  const { context, entry, times, signal } = run;
  const maps = mapsOf(entry, run.longSide);
  const known = maps.get(PICTURE);
  if (known) return known;
  throwIfCancelled(signal);
  const grid = gridOf(run, multipleOf);
  const made = await timed(times, 'preprocess', () =>
    context.compute.preprocess(entry.picture, grid, mean, std),
  );
  const input = await reachable(context, made, 3 * grid.paddedWidth * grid.paddedHeight);
  maps.keep(PICTURE, input);
  return input;
}

/** WASM needs an array: when our operations ran on the GPU, their result is read back. */
async function reachable(
  { device, info }: EngineContext,
  made: Placed,
  count: number,
): Promise<Placed> {
  if ('data' in made || info.inference === 'webgpu' || !device) return made;
  try {
    return { data: await readFloats(device, made.buffer, count) };
  } finally {
    destroyStorage(made.buffer);
  }
}

/** A tensor of the caller's own; arrays are never written again and may be shared. */
function copied({ device }: EngineContext, map: NetworkTensor): NetworkTensor {
  if ('data' in map || !device) return map;
  const count = map.classes * map.width * map.height;
  return { ...map, buffer: copyFloats(device, map.buffer, count, 'network output of a picture') };
}
