import { patchSet } from '#src/store/store';

/** Lists the pictures whose names hold a text, in whatever case; an empty one lists all. */
export function filterSet(filter: string): void {
  patchSet({ filter });
}
