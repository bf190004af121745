import type { NetworkGrid, Size } from '#src/core/types';

/** What the words' network saw in one look, on the CPU. */
export interface Embedding extends Size {
  /** `[channels, height, width]` of the padded input; no unit vectors. */
  data: Float32Array;
  channels: number;
  stride: number;
  grid: NetworkGrid;
}

/**
 * What words leave with a picture: its embedding, and the cosines of the concepts that were asked for
 * last, so that an edited word costs one run of a small graph for this word alone.
 */
export interface WordCache {
  embedding: Embedding;
  /** By `wordKey`: `[height, width]` of the embedding. */
  cosines: ReadonlyMap<string, Float32Array>;
}
