import { patchSet } from '#src/store/store';

/** Lays the list over the stage as a contact sheet, or takes it away. */
export function showSheet(sheet: boolean): void {
  patchSet({ sheet });
}
