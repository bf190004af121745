import { getState, patchOpenWorld } from '#src/store/store';

/** What a head would be taught, on the picture. */
export function showTrainingLabels(wanted: boolean): void {
  if (getState().openWorld.wantsTrainingLabels !== wanted)
    patchOpenWorld({ wantsTrainingLabels: wanted });
}
