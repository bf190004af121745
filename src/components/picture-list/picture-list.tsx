import './picture-list.css';
import { type CSSProperties, type RefObject, useEffect, useRef } from 'react';
import { listKeys } from '#src/components/picture-list/list-keys';
import { type Columns, useColumns } from '#src/components/picture-list/name-room';
import { SetFoot } from '#src/components/picture-list/set-foot';
import { SetHead } from '#src/components/picture-list/set-head';
import { Thumbnail } from '#src/components/picture-list/thumbnail';
import { useVirtualList } from '#src/components/picture-list/use-virtual-list';
import { useNarrow } from '#src/components/ui/use-narrow';
import { wantsNames } from '#src/store/names/shown-names';
import { sheetIsOpen } from '#src/store/set/marked';
import { useStore } from '#src/store/store';

/** All opened pictures, in a column, on the sheet of a phone, or as a contact sheet over the stage. */
export function PictureList() {
  const opened = useStore((state) => state.pictures.order.length);
  const narrow = useNarrow();
  const sheet = useStore(sheetIsOpen) && !narrow;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useFocusKept(sheet);
  const columns = useColumns(scroller, narrow ? 'phone' : sheet ? 'sheet' : 'column');
  return (
    <nav
      className="pictures"
      aria-label="Pictures"
      data-set={opened > 1}
      data-sheet={sheet}
      ref={list}
    >
      {(opened > 1 || sheet) && <SetHead sheet={sheet} narrow={narrow} />}
      <div className="pictures__scroller" ref={scroller}>
        {/* Anew for another number of columns: where an item lies, and its height, are remembered. */}
        <Items key={columns.lanes} {...{ scroller, columns, narrow, sheet }} />
      </div>
      {opened > 1 && <SetFoot />}
    </nav>
  );
}

/** The items are made anew for the contact sheet and for the column: the focus goes to the selected one. */
function useFocusKept(sheet: boolean): RefObject<HTMLElement | null> {
  const list = useRef<HTMLElement>(null);
  const before = useRef(sheet);
  useEffect(() => {
    if (before.current === sheet) return;
    before.current = sheet;
    if (document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  }, [sheet]);
  return list;
}

interface ItemsProps {
  scroller: RefObject<HTMLDivElement | null>;
  columns: Columns;
  narrow: boolean;
  sheet: boolean;
}

/** The pictures that are in sight, or nearly; a large set has many more. */
function Items({ scroller, columns, narrow, sheet }: ItemsProps) {
  const opened = useStore((state) => state.pictures.order.length);
  const selectedId = useStore((state) => state.pictures.selectedId);
  const filter = useStore((state) => state.set.filter);
  const named = useStore(wantsNames);
  const { order, virtualizer, scrollMargin } = useVirtualList(scroller, narrow, columns);
  const items = virtualizer.getVirtualItems();
  const selected = order.indexOf(selectedId ?? '');
  const tabStop = items.some(({ index }) => index === selected) ? selected : items[0]?.index;
  const size = { blockSize: virtualizer.getTotalSize(), '--lanes': columns.lanes };
  const bring = (index: number) => virtualizer.scrollToIndex(index);
  return (
    <>
      <ul
        className="pictures__list"
        style={size as CSSProperties}
        onKeyDown={listKeys(order.length, columns.lanes, bring)}
      >
        {items.map(({ key, index, lane, start }) => (
          <Thumbnail
            key={key}
            id={order[index] as string}
            room={columns.room}
            sheet={sheet}
            isTabStop={index === tabStop}
            index={index}
            count={order.length}
            lane={lane}
            top={start - scrollMargin}
            measure={virtualizer.measureElement}
          />
        ))}
      </ul>
      {opened > 0 && order.length === 0 && (
        <p className="muted pictures__none">
          {named ? 'No file and no region that has names is named' : 'No name holds'} “
          {filter.trim()}”.
        </p>
      )}
    </>
  );
}
