/**
 * Pointer and wheel on the panes: drag to pan, wheel or pinch to zoom, double-click to fit, hover
 * or tap to probe; a tool draws instead.
 */
import { type RefObject, useEffect } from 'react';
import { hoverAnnotation } from '#src/actions/annotate/hover-annotation';
import { endProbe } from '#src/actions/probe/end-probe';
import { probeAt } from '#src/actions/probe/probe-at';
import { setPinned } from '#src/actions/probe/set-pinned';
import { pan } from '#src/actions/zoom/pan';
import { zoomBy } from '#src/actions/zoom/zoom-by';
import { zoomToFit } from '#src/actions/zoom/zoom-to-fit';
import {
  hoverTool,
  isEditing,
  pictureAt,
  startTool,
  wheelBrush,
} from '#src/components/stage/prompt-pointer';
import type { ToolDrag } from '#src/core/tool-drag';
import { getState } from '#src/store/store';

const WHEEL_ZOOM = 0.0015;
const LINE_PIXELS = 16;
/** A touch that moves less is a tap, which probes: a finger cannot hover. */
const TAP_PIXELS = 12;

interface Point {
  x: number;
  y: number;
}

function boxUnder(event: Event): HTMLElement | null {
  return event.target instanceof Element
    ? event.target.closest<HTMLElement>('[data-canvas-box]')
    : null;
}

/** Device pixels within the pane. */
function inPane(event: MouseEvent, box: HTMLElement): Point {
  const { left, top } = box.getBoundingClientRect();
  const ratio = getState().view.pixelRatio;
  return { x: (event.clientX - left) * ratio, y: (event.clientY - top) * ratio };
}

type TwoFingers = [Point, Point];

function centreOf([a, b]: TwoFingers): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export function useGestures(stage: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const listening = new AbortController();
    const options = { signal: listening.signal };
    const pointers = new Map<number, Point>();
    let travelled = 0;
    /** What a tool draws with the first pointer. */
    let drawing: ToolDrag | null = null;

    const onPointerDown = (event: PointerEvent) => {
      const box = boxUnder(event);
      if (!box || event.button > 1) return;
      if (pointers.size === 0) travelled = 0;
      const place = inPane(event, box);
      pointers.set(event.pointerId, place);
      box.setPointerCapture(event.pointerId);
      // A second finger zooms.
      drawing?.cancel();
      const draws = pointers.size === 1 && event.button === 0 && isEditing(box);
      drawing = draws ? startTool(box, event, place) : null;
    };

    // A shape under the pointer must not take the focus, and with it the selection.
    const onMouseDown = (event: MouseEvent) => {
      const box = boxUnder(event);
      if (!box || !isEditing(box)) return;
      event.preventDefault();
      box.focus({ preventScroll: true });
    };

    const drag = (event: PointerEvent, box: HTMLElement) => {
      const before = [...pointers.values()];
      const old = pointers.get(event.pointerId) as Point;
      const now = inPane(event, box);
      pointers.set(event.pointerId, now);
      travelled += Math.hypot(now.x - old.x, now.y - old.y);
      if (drawing) {
        drawing.move(pictureAt(now));
      } else if (before.length === 1) {
        pan(now.x - old.x, now.y - old.y);
      } else if (before.length === 2) {
        const after = [...pointers.values()] as TwoFingers;
        const from = centreOf(before as TwoFingers);
        const to = centreOf(after);
        const spread = ([a, b]: TwoFingers) => Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1);
        pan(to.x - from.x, to.y - from.y);
        zoomBy(spread(after) / spread(before as TwoFingers), to);
      }
    };

    const probe = (event: PointerEvent, box: HTMLElement, pin: boolean) => {
      const { left, top } = element.getBoundingClientRect();
      probeAt({ x: event.clientX - left, y: event.clientY - top }, inPane(event, box), pin);
    };

    const onPointerMove = (event: PointerEvent) => {
      const box = boxUnder(event);
      if (!box) return;
      hoverTool(box, event, inPane(event, box));
      if (pointers.has(event.pointerId)) {
        drag(event, box);
        return;
      }
      if (event.pointerType !== 'touch' && !isEditing(box)) probe(event, box, false);
    };

    const onPointerUp = (event: PointerEvent) => {
      const box = boxUnder(event);
      if (event.type === 'pointerup') drawing?.end();
      else drawing?.cancel();
      drawing = null;
      if (
        pointers.delete(event.pointerId) &&
        box &&
        !isEditing(box) &&
        event.type === 'pointerup' &&
        travelled < TAP_PIXELS &&
        event.pointerType === 'touch'
      ) {
        setPinned(false);
        probe(event, box, true);
      }
    };

    // A finger that is lifted leaves as well, and its tap's probe has to stay.
    const onPointerLeave = (event: PointerEvent) => {
      hoverAnnotation(null);
      if (event.pointerType !== 'touch') endProbe();
    };

    const onWheel = (event: WheelEvent) => {
      const box = boxUnder(event);
      if (!box) return;
      event.preventDefault();
      if (wheelBrush(box, event)) return;
      const pixels =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
      // A pinch on a trackpad arrives as a wheel with Ctrl and small deltas.
      zoomBy(Math.exp(-pixels * WHEEL_ZOOM * (event.ctrlKey ? 6 : 1)), inPane(event, box));
    };

    const onDoubleClick = (event: MouseEvent) => {
      const box = boxUnder(event);
      if (box && !isEditing(box)) zoomToFit();
    };

    const onShift = (event: KeyboardEvent) => {
      if (event.key === 'Shift' && !event.repeat && element.matches(':hover'))
        setPinned(event.type === 'keydown');
    };

    element.addEventListener('pointerdown', onPointerDown, options);
    element.addEventListener('mousedown', onMouseDown, options);
    element.addEventListener('pointermove', onPointerMove, options);
    element.addEventListener('pointerup', onPointerUp, options);
    element.addEventListener('pointercancel', onPointerUp, options);
    element.addEventListener('pointerleave', onPointerLeave, options);
    element.addEventListener('wheel', onWheel, { ...options, passive: false });
    element.addEventListener('dblclick', onDoubleClick, options);
    addEventListener('keydown', onShift, options);
    addEventListener('keyup', onShift, options);
    return () => listening.abort();
  }, [stage]);
}
