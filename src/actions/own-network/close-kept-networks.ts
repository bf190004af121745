import { patchSession } from '#src/store/store';

export function closeKeptNetworks(): void {
  patchSession({ keptNetworks: null });
}
