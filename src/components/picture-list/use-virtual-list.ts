import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { type Columns, GAP_PX } from '#src/components/picture-list/name-room';
import { setOrder } from '#src/store/set/set-order';
import { getState, useStore } from '#src/store/store';

/** Beyond those in sight: a few dozen pictures are all there, for the browser's own search too. */
const OVERSCAN = 30;

/** The tabs of a phone, which stay at the top of the sheet. */
const TABS_PX = 44;

/** CSS pixels from the top of what moves to the first item; as before while the list is hidden. */
function useScrollMargin(
  scroller: RefObject<HTMLElement | null>,
  movedBy: () => HTMLElement | null,
): number {
  const [margin, setMargin] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    const measure = () => {
      const [list, mover] = [element?.firstElementChild, movedBy()];
      if (!list || !mover || list.clientWidth === 0) return;
      const above = list.getBoundingClientRect().top - mover.getBoundingClientRect().top;
      setMargin(above + mover.scrollTop);
    };
    const observer = new ResizeObserver(measure);
    if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, movedBy]);
  return margin;
}

/**
 * The items of the list that are in sight, or nearly; the selected one comes into sight when it
 * is selected.
 * @param scroller moves by itself, or with the sheet of a phone.
 */
export function useVirtualList(
  scroller: RefObject<HTMLElement | null>,
  narrow: boolean,
  { lanes, room }: Columns,
) {
  const order = useStore(setOrder);
  const selectedId = useStore((state) => state.pictures.selectedId);
  const movedBy = useCallback(
    () => (narrow ? (scroller.current?.closest<HTMLElement>('.panels') ?? null) : scroller.current),
    [narrow, scroller],
  );
  const scrollMargin = useScrollMargin(scroller, movedBy);
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: movedBy,
    scrollMargin,
    estimateSize: () => (room === null ? 120 : room * (10 / 16) + 62),
    getItemKey: (index) => order[index] as string,
    gap: GAP_PX,
    lanes,
    scrollPaddingStart: GAP_PX + (narrow ? TABS_PX : 0),
    scrollPaddingEnd: GAP_PX,
    overscan: OVERSCAN,
  });
  useEffect(() => {
    const index = setOrder(getState()).indexOf(selectedId ?? '');
    const isSeen = scroller.current?.offsetParent !== null; // the sheet may show another panel
    if (index >= 0 && isSeen) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [selectedId, scroller, virtualizer]);
  return { order, virtualizer, scrollMargin };
}
