import { patchSet } from '#src/store/store';

export function clearMarks(): void {
  patchSet({ marked: [] });
}
