import { cancelStroke } from '#src/session/open-world/stroke';

/** Drops what is being drawn or looked for. Whether there was anything. */
export function cancelDrawing(): boolean {
  return cancelStroke();
}
