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
