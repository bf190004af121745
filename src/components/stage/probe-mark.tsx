import './probe-mark.css';
import { useEffect, useRef } from 'react';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** Under the moving pointer no mark is needed: it shows where the probe is pinned, and the same pixel in the other panes. */
function isMarked({ results: { probe }, view }: State, index: number): boolean {
  return probe !== null && (probe.pinned || view.activePane !== index);
}

/** Centre of the probed pixel in CSS pixels within the pane, or null. */
function position(state: State): string | null {
  const { probe } = state.results;
  const size = shownPicture(state)?.info;
  if (!probe || !size) return null;
  const { zoom, canvas, pixelRatio } = state.view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  const x = ((probe.result.x + 0.5) * scale + offsetX) / pixelRatio;
  const y = ((probe.result.y + 0.5) * scale + offsetY) / pixelRatio;
  return `${x}px ${y}px`;
}

/** Where on the picture the probe card's numbers are from. */
export function ProbeMark({ index }: { index: number }) {
  const marked = useStore((state) => isMarked(state, index));
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!marked) return undefined;
    const move = (place: string | null) => {
      if (mark.current && place) mark.current.style.translate = place;
    };
    return useStore.subscribe(position, move, { fireImmediately: true });
  }, [marked]);
  return marked ? <i ref={mark} className="probe-mark" aria-hidden="true" data-probe-mark /> : null;
}
