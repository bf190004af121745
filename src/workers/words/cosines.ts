/** Cosines of an embedding with words, by the similarity graph. */
import type { Tensors } from '#src/models/tensor-session';
import { type EngineContext, promptNetworkOf } from '#src/workers/state/context';
import type { Embedding } from '#src/workers/state/word-cache';

export const SIMILARITY = 'similarity';

/**
 * A map `[height, width]` of the embedding's grid for each vector, in one run; none for none.
 * @param vectors unit vectors of as many numbers as the embedding has channels.
 * @throws AnomalensError of the graph, `cancelled`.
 */
export async function cosinesWith(
  { models }: Pick<EngineContext, 'models'>,
  { data, channels, width, height }: Embedding,
  vectors: readonly Float32Array[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  if (vectors.length === 0) return [];
  const graph = await promptNetworkOf(models, SIMILARITY, 'similarity', signal);
  const concepts = new Float32Array(vectors.length * channels);
  for (const [i, vector] of vectors.entries()) concepts.set(vector, i * channels);
  const feeds: Tensors = {
    embedding: { data, dims: [1, channels, height, width] },
    concepts: { data: concepts, dims: [vectors.length, channels] },
  };
  const { similarities } = await graph.run(feeds, { width, height }, signal);
  const plane = width * height;
  return vectors.map((_, i) =>
    (similarities as Tensors[string]).data.slice(i * plane, (i + 1) * plane),
  );
}
