import type { Point } from '#src/core/prompts/box-geometry';
import type { ToolDrag } from '#src/core/tool-drag';
import { stopAsking } from '#src/session/open-world/ask-for-object';
import { getState, patchOpenWorld } from '#src/store/store';

let current: ToolDrag | null = null;

/** A drag that is over as soon as another begins or it is cancelled. */
export function beginStroke({ move, end, cancel }: ToolDrag): ToolDrag {
  const once = (last: () => void) => () => {
    if (current !== drag) return;
    current = null;
    last();
  };
  const drag: ToolDrag = {
    move: (to) => current === drag && move(to),
    end: once(end),
    cancel: once(cancel),
  };
  current = drag;
  return drag;
}

/** Ends the drag without what its end would do. */
export function forgetStroke(): void {
  current = null;
}

export function showStroke(stroke: readonly Point[]): void {
  patchOpenWorld({ stroke, error: null });
}

export function dropStroke(): void {
  patchOpenWorld({ stroke: [] });
}

/** Drops what is being drawn or looked for. Whether there was anything. */
export function cancelStroke(): boolean {
  const { stroke, asking } = getState().openWorld;
  current?.cancel();
  if (stroke.length > 0) dropStroke();
  stopAsking();
  return stroke.length > 0 || asking > 0;
}
