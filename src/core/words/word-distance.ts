/** How far a prompt is from the known classes: what is near is easily taken for one of them. */
import type { WordStatistics } from './tables';
import { cosine } from './vectors';

type WordDistance = 'near' | 'middle' | 'far';

export interface NearestClass {
  className: string;
  /** Cosine with the nearest of the classes' words, -1..1. */
  similarity: number;
  distance: WordDistance;
}

/**
 * The class with the word nearest to a vector; of equal ones the first. Null where no class has a word.
 * @param concepts words of the classes, with unit vectors.
 */
export function nearestClass(
  vector: Float32Array,
  concepts: readonly { className: string; vector: Float32Array }[],
  { near, middle }: Pick<WordStatistics, 'near' | 'middle'>,
): NearestClass | null {
  let nearest: Omit<NearestClass, 'distance'> | null = null;
  for (const concept of concepts) {
    const similarity = cosine(concept.vector, vector);
    if (!nearest || similarity > nearest.similarity)
      nearest = { className: concept.className, similarity };
  }
  if (!nearest) return null;
  const { similarity } = nearest;
  const distance = similarity >= near ? 'near' : similarity >= middle ? 'middle' : 'far';
  return { ...nearest, distance };
}
