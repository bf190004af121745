import { forgetFailedNames } from '#src/store/set/keep-survey';
import { patchNames, patchView } from '#src/store/store';

/** What failed before is tried again. */
export function setNames(names: boolean): void {
  patchNames({ error: null });
  forgetFailedNames();
  patchView({ names });
}
