import type { OwnClassifier } from '#src/store/meta-slice';
import { getState, patchMeta } from '#src/store/store';

let lastSerial = 0; // the shipped one has 0

/**
 * A classifier of the page judges a method's regions from now on, in place of the shipped one.
 */
export function setClassifier(methodId: string, classifier: Omit<OwnClassifier, 'serial'>): void {
  patchMeta({
    own: { ...getState().meta.own, [methodId]: { ...classifier, serial: ++lastSerial } },
    failure: null,
  });
}
