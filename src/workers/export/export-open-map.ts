import { encode as encodePng } from 'fast-png';
import { AnomalensError } from '#src/core/errors';
import { learntIndex } from '#src/core/open-world/learnt';
import { classesModelOf } from '#src/methods/classes-model';
import type { PaneView } from '#src/protocol/view';
import type { EngineContext } from '#src/workers/state/context';
import { readySegmenter } from '#src/workers/state/context';
import type { HeldPicture, KeptScore } from '#src/workers/state/held-picture';
import { classMap } from '#src/workers/view/pane-drawing';

/**
 * Grey PNG, 8 bits, of the picture grid: the network's classes, unknown (their number) in the
 * regions that the pane shows, and the learnt classes after it. Dropped with its picture it is a
 * label that is read as `open-map`.
 * @throws AnomalensError `internal` when the network has not run.
 */
export async function openMapPng(
  context: EngineContext,
  entry: HeldPicture,
  pane: PaneView,
  minArea: number,
  kept: KeptScore,
): Promise<Uint8Array<ArrayBuffer>> {
  const modelId = classesModelOf(pane.settings);
  const network = entry.networks.get(modelId);
  const count = readySegmenter(context.models, modelId)?.entry.classes.length;
  if (!network || !count)
    throw new AnomalensError('internal', 'The network of this score has not run.');
  const ids = await context.compute.readClasses(await classMap(context, entry, network, pane));
  const regions = await context.compute.readLabels(kept.map, pane.threshold, minArea);
  const unknown = learntIndex(count, 0) - 1;
  for (let i = 0; i < ids.length; i++)
    if ((ids[i] as number) < unknown && (regions[i] as number) > 0) ids[i] = unknown;
  return new Uint8Array(encodePng({ ...entry.size, data: ids, depth: 8, channels: 1 }));
}
