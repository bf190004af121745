import { type RefObject, useEffect } from 'react';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function selected({ prompts: { selection } }: State): string {
  return selection ? `${selection.promptId} ${selection.point ?? ''}` : '';
}

/**
 * Keeps the focus on the selected shape while it is among the shapes, also when the focused one has
 * been removed.
 */
export function useFocusFollows(shapes: RefObject<SVGGElement | null>): void {
  const selection = useStore(selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another shape is selected.
  useEffect(() => {
    const focused = document.activeElement;
    const isAmong = focused === document.body || shapes.current?.contains(focused);
    const shape = shapes.current?.querySelector<SVGElement>('[data-selected=true]');
    if (isAmong && shape && shape !== focused) shape.focus({ preventScroll: true });
  }, [selection, shapes]);
}
