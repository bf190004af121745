import { undo } from '#src/core/history';
import { changeDrawn } from '#src/session/region/change-region';

export function undoRegion(): void {
  changeDrawn(undo);
}
