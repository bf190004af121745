/** What a tool does while a pointer is down on the picture. */
import type { Point } from './prompts/box-geometry';

export interface ToolDrag {
  /** In picture pixels. */
  move: (to: Point) => void;
  /** The pointer went up: takes the drawing over. */
  end: () => void;
  /** A second finger or Escape: nothing has happened. */
  cancel: () => void;
}

/** The drag of a tool that is under way: it is over as soon as another begins or it is cancelled. */
export function currentDrag() {
  let current: ToolDrag | null = null;
  return {
    begin({ move, end, cancel }: ToolDrag): ToolDrag {
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
    },
    /** Ends it without what its end would do. */
    forget(): void {
      current = null;
    },
    cancel(): void {
      current?.cancel();
    },
  };
}
