/** The classes that a network's own closed-set logits give. */

import { AnomalensError } from '#src/core/errors';
import { trainIdsOf } from '#src/core/own-network/class-lists';
import type { ClassMap } from '#src/gpu/compute';
import type { EngineContext, LogitNetwork } from '#src/workers/state/context';
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

/**
 * Class indices of a network as train ids of Cityscapes; a network of the page has these
 * already. @throws AnomalensError `option-invalid` for a network with other classes.
 */
export function asTrainIds(network: LogitNetwork, classes: Uint8Array): Uint8Array {
  if (!('own' in network)) return classes;
  const ids = trainIdsOf(network.entry.classes);
  const other = ids ? network.entry.classes[ids.indexOf(null)] : undefined;
  if (!ids || other)
    throw new AnomalensError(
      'option-invalid',
      `The classes of ${network.entry.title} are not those of Cityscapes${other ? `: "${other.name}" is none of them` : ''}. Name them in its card to compare them.`,
    );
  return classes.map((index) => ids[index] as number);
}
