/** The arrays of a file that may hold several: one that is no score costs none of the others. */
import { AnomalensError } from '#src/core/errors';
import type { NumberArray } from '#src/core/score-files/number-arrays';

/** An array with the name that the file gives it, or why that one cannot be used. */
export type NamedArray = { name: string } & (NumberArray | { refused: AnomalensError });

/**
 * What is read of an array, or why it cannot be used. @param read throws an AnomalensError of the
 * array; any other error goes through.
 */
export function namedArray<T extends object>(
  name: string,
  read: () => T,
): { name: string } & (T | { refused: AnomalensError }) {
  try {
    return { name, ...read() };
  } catch (error) {
    if (error instanceof AnomalensError) return { name, refused: error };
    throw error;
  }
}
