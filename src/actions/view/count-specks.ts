import { patchView } from '#src/store/store';

/** Whether regions below the least size of an object are objects of the headline. */
export function countSpecks(specksCounted: boolean): void {
  patchView({ specksCounted });
}
