import { patchView } from '#src/store/store';

/** Every method has its own default again; linked ones start from there. */
export function resetAllThresholds(): void {
  patchView({ thresholds: {}, linkedAt: null });
}
