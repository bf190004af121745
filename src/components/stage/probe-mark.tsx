import { PictureMark } from '#src/components/stage/picture-mark';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/**
 * Under the moving pointer no mark is needed: it shows where the probe is pinned, and the same
 * pixel in the other panes.
 */
function isMarked({ results: { probe }, view }: State, index: number): boolean {
  return probe !== null && (probe.pinned || view.activePane !== index);
}

const pixelOf = ({ results: { probe } }: State) => probe?.result ?? null;

/** Where on the picture the probe card's numbers are from. */
export function ProbeMark({ index }: { index: number }) {
  const marked = useStore((state) => isMarked(state, index));
  return marked ? <PictureMark name="probe" pixelOf={pixelOf} /> : null;
}
