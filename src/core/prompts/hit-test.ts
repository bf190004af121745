/** What of some prompts lies under a pointer. */
import type { Box } from '#src/core/types';
import { contains, HANDLES, type Handle, handlePlace, type Point } from './box-geometry';
import type { Prompt } from './prompt';

export type Hit =
  | { part: 'point'; prompt: Prompt; index: number }
  | { part: 'handle'; prompt: Prompt; box: Box; handle: Handle }
  | { part: 'edge' | 'inside'; prompt: Prompt; box: Box };

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The nearest of some things within `reach`, or null. */
function nearest<T>(
  candidates: readonly { what: T; place: Point }[],
  pointer: Point,
  reach: number,
): T | null {
  let best: T | null = null;
  let least = reach;
  for (const { what, place } of candidates) {
    const far = distance(place, pointer);
    if (far > least) continue;
    best = what;
    least = far;
  }
  return best;
}

function nearEdge(box: Box, pointer: Point, reach: number): boolean {
  const grown = {
    x: box.x - reach,
    y: box.y - reach,
    width: box.width + 2 * reach,
    height: box.height + 2 * reach,
  };
  const shrunk = {
    x: box.x + reach,
    y: box.y + reach,
    width: box.width - 2 * reach,
    height: box.height - 2 * reach,
  };
  return contains(grown, pointer) && !contains(shrunk, pointer);
}

/** The smallest box around a point, since it may lie within another. */
export function smallestAround(prompts: readonly Prompt[], pointer: Point): Prompt | null {
  let smallest: Prompt | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const prompt of prompts) {
    const { box } = prompt;
    if (!box || !contains(box, pointer) || box.width * box.height >= least) continue;
    smallest = prompt;
    least = box.width * box.height;
  }
  return smallest;
}

/**
 * The nearest point, else of the selected prompt a handle, its edge or its inside, else the edge of
 * another box.
 * @param reach how far beside a thing it is still meant, in picture pixels; the handles of a small
 * box must not cover it.
 */
export function hitTest(
  prompts: readonly Prompt[],
  selected: Prompt | null,
  pointer: Point,
  reach: number,
): Hit | null {
  const points = prompts.flatMap((prompt) =>
    prompt.points.map((place, index) => ({
      what: { part: 'point', prompt, index } as const,
      place,
    })),
  );
  const point = nearest(points, pointer, reach);
  if (point) return point;
  const box = selected?.box;
  if (selected && box) {
    const near = Math.min(reach, Math.max(box.width, box.height) / 3);
    const places = HANDLES.map((handle) => ({ what: handle, place: handlePlace(box, handle) }));
    const handle =
      nearest(places, pointer, near) ??
      (contains(box, pointer) ? null : nearest(places, pointer, reach));
    if (handle) return { part: 'handle', prompt: selected, box, handle };
    if (contains(box, pointer)) return { part: 'inside', prompt: selected, box };
  }
  const others = prompts.flatMap((prompt) =>
    prompt.box && nearEdge(prompt.box, pointer, reach / 2) ? [{ prompt, box: prompt.box }] : [],
  );
  const [first] = others.sort((a, b) => a.box.width * a.box.height - b.box.width * b.box.height);
  return first ? { part: 'edge', ...first } : null;
}
