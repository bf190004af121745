import type { Size } from '#src/core/types';

/** Header and legend of a pane, CSS pixels. */
const AROUND = 66;

/** Whether two pictures are larger one above the other than side by side; all in one unit, CSS pixels. */
export function stacks(picture: Size, stage: Size): boolean {
  const scaleIn = (width: number, height: number) =>
    Math.min(width / picture.width, (height - AROUND) / picture.height);
  return scaleIn(stage.width, stage.height / 2) > scaleIn(stage.width / 2, stage.height);
}
