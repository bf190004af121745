import { redo } from '#src/core/history';
import { changeDrawn } from '#src/session/region/change-region';

export function redoRegion(): void {
  changeDrawn(redo);
}
