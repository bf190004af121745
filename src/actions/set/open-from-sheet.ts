import { selectPicture } from '#src/actions/pictures/select-picture';
import { showSheet } from '#src/actions/set/show-sheet';

/** Takes a picture of the contact sheet to the stage. */
export function openFromSheet(id: string): void {
  showSheet(false);
  void selectPicture(id);
}
