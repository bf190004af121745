import { record } from '#src/core/history';
import { changeDrawn } from '#src/session/region/change-region';

/** The whole picture counts again, whether a mask or drawing left something out. */
export function clearRegion(): void {
  changeDrawn((history) => record(history, null));
}
