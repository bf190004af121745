/**
 * What the bootstrap over images draws from: a file of each image and method beside the checkpoint,
 * as a long run cannot hold them all.
 */
import { AnomalensError } from '#src/core/errors';
import { type SparseHistogram, unpackSparse } from '#src/core/metrics/sparse-histogram';
import { bootstrapName } from '#src/evaluation/result-names';
import type { FileStore } from '#src/evaluation/types';
import type { ImageEvaluation } from '#src/protocol/evaluation';

/** Before the image is in a checkpoint: what is written after the last one is written again. */
export async function writeBootstraps(
  store: FileStore,
  index: number,
  methods: ImageEvaluation['methods'],
): Promise<void> {
  for (const { methodId, bootstrap } of methods)
    await store.write(bootstrapName(index, methodId), bootstrap);
}

/**
 * @throws AnomalensError `evaluation-state` where there is none, `score-unreadable` where it is
 * damaged.
 */
export async function readBootstrap(
  store: FileStore,
  index: number,
  methodId: string,
): Promise<SparseHistogram> {
  const bytes = await store.read(bootstrapName(index, methodId));
  if (bytes) return unpackSparse(bytes);
  throw new AnomalensError(
    'evaluation-state',
    'A part of the stored state of the evaluation is missing. Delete it and start again.',
  );
}
