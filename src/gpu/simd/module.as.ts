/** Everything that the module has. */
export * from '../ops/blur/kernel.as';
export * from '../ops/scores/formulas.as';
export * from '../ops/scores/kernel.as';

/** Where the memory is free from, in bytes. */
export function heapBase(): usize {
  return __heap_base;
}
