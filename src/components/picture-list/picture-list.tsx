import './picture-list.css';
import { type CSSProperties, useRef } from 'react';
import { listKeys } from '#src/components/picture-list/list-keys';
import { NARROW_LANES, useNameRoom } from '#src/components/picture-list/name-room';
import { SetFoot } from '#src/components/picture-list/set-foot';
import { SetHead } from '#src/components/picture-list/set-head';
import { Thumbnail } from '#src/components/picture-list/thumbnail';
import { useVirtualList } from '#src/components/picture-list/use-virtual-list';
import { useNarrow } from '#src/components/ui/use-narrow';
import { useStore } from '#src/store/store';

/** All opened pictures. Of a large set those are there that are in sight, or nearly. */
export function PictureList() {
  const opened = useStore((state) => state.pictures.order.length);
  const selectedId = useStore((state) => state.pictures.selectedId);
  const filter = useStore((state) => state.set.filter);
  const narrow = useNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useNameRoom(scroller, narrow ? NARROW_LANES : 1);
  const { order, virtualizer, scrollMargin } = useVirtualList(scroller, narrow, room);
  const items = virtualizer.getVirtualItems();
  const selected = order.indexOf(selectedId ?? '');
  const tabStop = items.some(({ index }) => index === selected) ? selected : items[0]?.index;
  const size = { blockSize: virtualizer.getTotalSize(), '--lanes': virtualizer.options.lanes };
  return (
    <nav className="pictures" aria-label="Pictures" data-set={opened > 1}>
      {opened > 1 && <SetHead />}
      <div className="pictures__scroller" ref={scroller}>
        <ul
          className="pictures__list"
          style={size as CSSProperties}
          onKeyDown={listKeys(order.length, (index) => virtualizer.scrollToIndex(index))}
        >
          {items.map(({ key, index, lane, start }) => (
            <Thumbnail
              key={key}
              id={order[index] as string}
              room={room}
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
          <p className="muted pictures__none">No name holds “{filter.trim()}”.</p>
        )}
      </div>
      {opened > 1 && <SetFoot />}
    </nav>
  );
}
