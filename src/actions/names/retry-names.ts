import { patchNames } from '#src/store/store';

export function retryNames(): void {
  patchNames({ error: null });
}
