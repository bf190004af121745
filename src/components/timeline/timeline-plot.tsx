import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { seekTo } from '#src/actions/drives/seek-to';
import { stepFrame } from '#src/actions/drives/step-frame';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { panTimeline } from '#src/actions/timeline/pan-timeline';
import { zoomTimeline } from '#src/actions/timeline/zoom-timeline';
import { drawTimeline, type Plot } from '#src/components/timeline/draw-timeline';
import { HoverCard } from '#src/components/timeline/hover-card';
import { plotOf, rowMethods } from '#src/components/timeline/plot-data';
import { plotHeight, timeOfX, valueOfY, yOfValue } from '#src/components/timeline/plot-geometry';
import { formatCount, formatTime } from '#src/components/ui/numbers';
import { useElementWidth } from '#src/components/ui/use-element-width';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { playheadTime, shownDrive } from '#src/store/drives/shown-drive';
import { windowOf } from '#src/store/drives/timeline-window';
import { getState, useStore } from '#src/store/store';

const WHEEL_ZOOM = 0.0015;
/** CSS pixels from the threshold's line within which it is taken hold of. */
const [REACH, TOUCH_REACH] = [6, 14];
const SECOND_STEPS: Record<string, number> = { PageUp: 1, PageDown: -1 };

/** Frames by key; the playhead is a slider. */
function stepOfKey(event: KeyboardEvent, { playhead, facts }: OpenDrive): number | null {
  const last = (facts?.timestamps.length ?? 1) - 1;
  const frames = event.shiftKey ? 10 : 1;
  if (event.key === 'ArrowRight' || event.key === 'ArrowUp') return frames;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') return -frames;
  if (event.key === 'Home') return -playhead;
  if (event.key === 'End') return last - playhead;
  return null;
}

function onKeyDown(event: KeyboardEvent): void {
  const drive = shownDrive(getState());
  if (!drive || event.altKey || event.ctrlKey || event.metaKey) return;
  const frames = stepOfKey(event, drive);
  const seconds = SECOND_STEPS[event.key];
  if (frames !== null) stepFrame(frames);
  else if (seconds !== undefined) seekTo(playheadTime(drive) + seconds);
  else return;
  event.preventDefault();
}

function valueText({ facts, playhead }: OpenDrive): string {
  const frames = facts?.timestamps.length ?? 0;
  const time = formatTime(facts?.timestamps[playhead] ?? 0);
  return `${time}, frame ${formatCount(playhead + 1)} of ${formatCount(frames)}`;
}

/** The row whose threshold lies under a pointer; null: none does. */
function lineUnder({ rows }: Plot, y: number, reach: number): number | null {
  const row = rows.findIndex(
    ({ threshold, axis }, place) =>
      threshold !== null && Math.abs(yOfValue(threshold, axis, place, rows.length) - y) <= reach,
  );
  return row < 0 ? null : row;
}

/** Score over time: the playhead moves along it, a threshold up and down. */
export function TimelinePlot({ drive }: { drive: OpenDrive }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const rows = useStore((state) => rowMethods(state, drive).length);
  const [hover, setHover] = useState<{ x: number; seconds: number } | null>(null);
  const dragged = useRef<number | 'playhead' | null>(null);
  useDrawing(canvas, drive.id, width);
  useWheel(box, width);

  const plotNow = () => {
    const now = shownDrive(getState());
    return now && plotOf(getState(), now);
  };
  const placeOf = (event: PointerEvent) => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const drag = (x: number, y: number) => {
    const plot = plotNow();
    if (!plot || dragged.current === null) return;
    if (dragged.current === 'playhead') return seekTo(timeOfX(x, plot.window, width));
    const row = plot.rows[dragged.current];
    const method = rowMethods(getState(), drive)[dragged.current];
    if (row && method)
      setThreshold(method.info.id, valueOfY(y, row.axis, dragged.current, plot.rows.length));
  };
  const onPointerDown = (event: PointerEvent) => {
    const plot = plotNow();
    if (!plot || event.button !== 0) return;
    const { x, y } = placeOf(event);
    const reach = event.pointerType === 'touch' ? TOUCH_REACH : REACH;
    dragged.current = lineUnder(plot, y, reach) ?? 'playhead';
    event.currentTarget.setPointerCapture(event.pointerId);
    setHover(null);
    if (dragged.current === 'playhead') drag(x, y);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y } = placeOf(event);
    if (dragged.current !== null) return drag(x, y);
    const plot = plotNow();
    if (!plot) return;
    event.currentTarget.dataset.over = lineUnder(plot, y, REACH) === null ? 'time' : 'threshold';
    if (event.pointerType !== 'touch') setHover({ x, seconds: timeOfX(x, plot.window, width) });
  };
  const onPointerUp = () => {
    dragged.current = null;
  };
  return (
    <div
      ref={box}
      className="timeline__plot"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={1}
      aria-valuemax={drive.facts?.timestamps.length ?? 1}
      aria-valuenow={drive.playhead + 1}
      aria-valuetext={valueText(drive)}
      style={{ blockSize: plotHeight(rows) }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onPointerLeave={() => setHover(null)}
    >
      <canvas ref={canvas} style={{ inlineSize: width, blockSize: plotHeight(rows) }} />
      {hover && <HoverCard drive={drive} x={hover.x} seconds={hover.seconds} width={width} />}
    </div>
  );
}

/** At most once in a frame of the screen, whenever something that is seen has changed. */
function useDrawing(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  driveId: string,
  width: number,
): void {
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      const drive = getState().drives.byId[driveId];
      if (canvas.current && drive) drawTimeline(canvas.current, plotOf(getState(), drive), width);
    };
    const order = () => {
      frame ||= requestAnimationFrame(draw);
    };
    draw();
    const seen = ({ drives, view, set }: ReturnType<typeof getState>) => [
      drives.byId[driveId],
      drives.measure,
      drives.summarised,
      set.thresholds,
      view.thresholds,
      view.panes,
      view.layout,
      view.activePane,
      view.parameters,
      view.background, // the theme
    ];
    let before = seen(getState());
    const unsubscribe = useStore.subscribe((state) => {
      const now = seen(state);
      if (now.every((part, place) => part === before[place])) return;
      before = now;
      order();
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [canvas, driveId, width]);
}

/** The wheel zooms around the pointer; sideways, or with Shift, it moves along. */
function useWheel(box: React.RefObject<HTMLElement | null>, width: number): void {
  useEffect(() => {
    const element = box.current;
    const onWheel = (event: WheelEvent) => {
      const drive = shownDrive(getState());
      if (!drive) return;
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
        return panTimeline(sideways / Math.max(width, 1));
      const x = event.clientX - (element?.getBoundingClientRect().left ?? 0);
      zoomTimeline(Math.exp(-event.deltaY * WHEEL_ZOOM), timeOfX(x, windowOf(drive), width));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [box, width]);
}
