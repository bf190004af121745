import { forgetFailedNames } from '#src/store/set/keep-survey';
import { patchNames } from '#src/store/store';

export function retryNames(): void {
  patchNames({ error: null });
  forgetFailedNames();
}
