import { getState, patchMeta } from '#src/store/store';

/** Back to the shipped classifier of a method, or to none where it ships none. */
export function dropClassifier(methodId: string): void {
  const { [methodId]: _, ...own } = getState().meta.own;
  patchMeta({ own, failure: null });
}
