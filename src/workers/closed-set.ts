/** The classes that a network's own closed-set logits give. */
import type { ClassMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/context';
import type { NetworkResult } from '#src/workers/network-result';
import type { PictureEntry } from '#src/workers/picture-entry';

/** Predicted class `[H, W]` on the picture grid, kept with the network's result. */
export function ensureClasses(
  { compute }: EngineContext,
  entry: PictureEntry,
  network: NetworkResult,
): Promise<ClassMap> {
  return entry.queue.run(async () => {
    network.classes ??= (
      await compute.scores(network.outputs.logits.tensor, entry.size, [])
    ).classes;
    return network.classes;
  });
}
