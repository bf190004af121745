/** Seeded randomness for specs. */
import { random } from '../../random';

export { random };

/** Standard normal numbers (Box and Muller 1958). */
export function normal(next: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
