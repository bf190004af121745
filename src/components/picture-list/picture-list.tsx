import './picture-list.css';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useNameRoom } from '#src/components/picture-list/name-room';
import { SetFoot } from '#src/components/picture-list/set-foot';
import { SetHead } from '#src/components/picture-list/set-head';
import { Thumbnail } from '#src/components/picture-list/thumbnail';
import { setOrder } from '#src/store/set/set-order';
import { useStore } from '#src/store/store';

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_index, last) => last,
};

/** Arrows go from picture to picture; Enter opens the one they are at. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = STEPS[event.key];
  const item = (event.target as Element).closest('.thumbnail');
  if (!step || !item) return;
  event.preventDefault();
  event.stopPropagation(); // they would move the picture on the stage
  const items = [...event.currentTarget.children];
  const next = items[step(items.indexOf(item), items.length - 1)];
  next?.querySelector<HTMLElement>('.thumbnail__open')?.focus();
}

export function PictureList() {
  const opened = useStore((state) => state.pictures.order.length);
  const order = useStore(setOrder);
  const selectedId = useStore((state) => state.pictures.selectedId);
  const filter = useStore((state) => state.set.filter);
  const list = useRef<HTMLUListElement>(null);
  const room = useNameRoom(list);
  // Keys and another order move it out of sight.
  useEffect(() => {
    const selected = list.current?.querySelector('.thumbnail__open[aria-current="true"]');
    if (selectedId && order) selected?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, order]);
  const tabStop = selectedId && order.includes(selectedId) ? selectedId : order[0];
  return (
    <nav className="pictures" aria-label="Pictures" data-set={opened > 1}>
      {opened > 1 && <SetHead />}
      <ul className="pictures__list" ref={list} onKeyDown={walk}>
        {order.map((id) => (
          <Thumbnail key={id} id={id} room={room} isTabStop={id === tabStop} />
        ))}
        {opened > 0 && order.length === 0 && (
          <li className="muted pictures__none">No name holds “{filter.trim()}”.</li>
        )}
      </ul>
      {opened > 1 && <SetFoot />}
    </nav>
  );
}
