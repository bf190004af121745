import { setBrush } from '#src/actions/annotate/set-brush';
import { getState } from '#src/store/store';

/** One step of the brush by key or wheel. */
const BRUSH_STEP = 1.25;

/** @param steps positive for a wider brush. */
export function scaleBrush(steps: number): void {
  const { brush } = getState().openWorld;
  const scaled = brush * BRUSH_STEP ** steps;
  // Rounding must not hold a thin brush.
  setBrush(steps > 0 ? Math.max(scaled, brush + 1) : Math.min(scaled, brush - 1));
}
