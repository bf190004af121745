import type { PointerEvent } from 'react';

/**
 * Pointer handlers of a plot that is a slider: `onMove` gets the share 0..1 of the element's width
 * at which the pointer is when it goes down, and at every move until it goes up, wherever that is.
 */
export function dragAlong(onMove: (along: number) => void) {
  const move = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onMove(Math.min(Math.max((clientX - left) / width, 0), 1));
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      move(event);
    },
    onPointerMove: (event: PointerEvent) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
    },
  };
}
