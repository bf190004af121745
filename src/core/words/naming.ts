/** Names for what is seen: the words nearest to an embedding that is pooled over a region. */
import type { Dictionary } from './dictionary';
import { cosinesWith, normalise } from './vectors';

export interface NameGuess {
  name: string;
  /** Cosine, -1..1. */
  similarity: number;
}

/** Words to choose from. */
export interface NameList {
  /** A name that stands several times, for its senses, is given once. */
  names: readonly string[];
  /** `[names, dimensions]` unit rows. */
  vectors: Float32Array;
}

/** All entries of a dictionary, by their usual names. */
export function namesOf({ entries, vectors }: Dictionary): NameList {
  return { names: entries.map(({ lemmas }) => lemmas[0] as string), vectors };
}

/** @param vectors unit vectors, one for each name. */
export function nameList(names: readonly string[], vectors: readonly Float32Array[]): NameList {
  const dimensions = vectors[0]?.length ?? 0;
  const rows = new Float32Array(vectors.length * dimensions);
  for (const [i, vector] of vectors.entries()) rows.set(vector, i * dimensions);
  return { names, vectors: rows };
}

/**
 * The direction in which a region differs from what most regions are like: `normalise(pooled / |pooled| -
 * mean)`. Without the mean, the words nearest to the middle of all pictures would be everyone's names.
 * @param pooled `[dimensions]`, the mean of a region's embeddings. @returns null where it has no direction.
 */
export function namingVector(pooled: Float32Array, mean: Float32Array): Float32Array | null {
  const vector = Float32Array.from(pooled);
  if (!normalise(vector)) return null;
  for (let i = 0; i < vector.length; i++) (vector[i] as number) -= mean[i] as number;
  return normalise(vector) ? vector : null;
}

/**
 * The names nearest to a vector of `namingVector`, best first; of equal ones the first in the list.
 * @param least where the best is below it, no name fits, and there is none.
 */
export function nearestNames(
  vector: Float32Array,
  { names, vectors }: NameList,
  most: number,
  least = -1,
): NameGuess[] {
  const similarities = cosinesWith(vectors, vector);
  const best: NameGuess[] = [];
  for (const [i, name] of names.entries()) {
    const similarity = similarities[i] as number;
    const last = best[most - 1];
    if (last && similarity <= last.similarity) continue;
    insert(best, { name, similarity });
    if (best.length > most) best.pop();
  }
  const [first] = best;
  return first && first.similarity >= least ? best : [];
}

/** Puts a guess behind those that are as good, unless its name is there with a similarity as good. */
function insert(best: NameGuess[], guess: NameGuess): void {
  const earlier = best.findIndex(({ name }) => name === guess.name);
  if (earlier >= 0) {
    if ((best[earlier] as NameGuess).similarity >= guess.similarity) return;
    best.splice(earlier, 1);
  }
  const worse = best.findIndex(({ similarity }) => similarity < guess.similarity);
  best.splice(worse < 0 ? best.length : worse, 0, guess);
}
