/** The classes that a network's own closed-set logits give. */

import type { ClassMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';

/** Predicted class `[H, W]` on the picture grid, kept with the network's result. */
export function ensureClasses(
  { compute }: EngineContext,
  entry: HeldPicture,
  network: NetworkResult,
): Promise<ClassMap> {
  return entry.queue.run(async () => {
    network.classes ??= (
      await compute.scores(outputOf(network.outputs, 'logits').tensor, entry.size, [])
    ).classes;
    return network.classes;
  });
}
