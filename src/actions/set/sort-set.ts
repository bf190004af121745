import type { SetSort } from '#src/store/set/set-slice';
import { patchSet } from '#src/store/store';

export function sortSet(sort: SetSort): void {
  patchSet({ sort });
}
