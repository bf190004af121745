import type { KeyboardEvent } from 'react';

const STEPS: Record<string, (index: number, last: number, lanes: number) => number> = {
  ArrowUp: (index, _last, lanes) => index - lanes,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index, _last, lanes) => index + lanes,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_index, last) => last,
};

/**
 * Arrows, Home and End go from picture to picture; Enter opens the one they are at.
 * @param lanes pictures beside each other. @param bring sees to it that the item of an index is there.
 */
export function listKeys(count: number, lanes: number, bring: (index: number) => void) {
  return (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = STEPS[event.key];
    const list = event.currentTarget;
    const item = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (!step || !item) return;
    event.preventDefault();
    event.stopPropagation(); // they would move the picture on the stage
    const next = step(Number(item.dataset.index), count - 1, lanes);
    if (next < 0 || next >= count) return;
    bring(next);
    // What was far away is there after the next drawing.
    requestAnimationFrame(() =>
      list.querySelector<HTMLElement>(`[data-index="${next}"] .thumbnail__open`)?.focus(),
    );
  };
}
