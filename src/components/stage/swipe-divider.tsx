import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { getState, patchView, useStore } from '#src/store/store';

const STEPS: Record<string, number> = {
  ArrowLeft: -0.02,
  ArrowRight: 0.02,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

function setSwipe(swipe: number): void {
  patchView({ swipe: Math.min(Math.max(swipe, 0), 1) });
}

function onKeyDown(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  setSwipe(getState().view.swipe + step);
}

/**
 * Left of it the first pane, right of it the second; the style sheet clips the upper canvas at
 * `--swipe`.
 */
export function SwipeDivider() {
  const swipe = useStore((state) => state.view.swipe);
  const divider = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stage = divider.current?.parentElement;
    stage?.style.setProperty('--swipe', `${swipe * 100}%`);
  }, [swipe]);
  const onPointerMove = (event: PointerEvent) => {
    const stage = divider.current?.parentElement?.getBoundingClientRect();
    if (stage && divider.current?.hasPointerCapture(event.pointerId))
      setSwipe((event.clientX - stage.left) / stage.width);
  };
  return (
    <div
      ref={divider}
      className="swipe"
      role="slider"
      tabIndex={0}
      aria-label="Swipe divider"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(swipe * 100)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
