import { type RefObject, useLayoutEffect, useState } from 'react';
import { stacks } from '#src/components/stage/stacks';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Whether the shown picture is seen larger when two panes stand one above the other. */
export function useStacked(stage: RefObject<HTMLElement | null>): boolean {
  const width = useStore((state) => shownPicture(state)?.info?.width ?? 0);
  const height = useStore((state) => shownPicture(state)?.info?.height ?? 0);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!stage.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(stage.current);
    return () => observer.disconnect();
  }, [stage]);
  return width > 0 && size.width > 0 && stacks({ width, height }, size);
}
