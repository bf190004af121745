import { patchView } from '#src/store/store';

/** False shows the introduction again. */
export function setIntroduced(introduced: boolean): void {
  patchView({ introduced });
}
