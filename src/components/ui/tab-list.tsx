import './tab-list.css';
import { type KeyboardEvent, useEffect, useRef } from 'react';

interface Tab<Id extends string> {
  id: Id;
  title: string;
  hint?: string;
}

interface Props<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  current: Id;
  /** Id of the element that shows the tab. */
  controls: string;
  className?: string;
  onChoose: (id: Id) => void;
}

/** Tabs of something that stands elsewhere on the page; the arrow keys go from one to the next. */
export function TabList<Id extends string>(props: Props<Id>) {
  const { label, tabs, current, controls, className = '', onChoose } = props;
  const bar = useRef<HTMLDivElement>(null);
  // The page brings a tab forward too, when what was opened belongs there.
  useEffect(() => {
    const shown = bar.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!current || !bar.current || !shown) return;
    // `scrollIntoView` would scroll the panels too, in whose sticky head the tabs may be.
    const middle = shown.offsetLeft - bar.current.offsetLeft + shown.offsetWidth / 2;
    bar.current.scrollLeft = middle - bar.current.clientWidth / 2;
  }, [current]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const index = tabs.findIndex(({ id }) => id === current);
    const next = (index + step + tabs.length) % tabs.length;
    const target = tabs[next];
    if (target) onChoose(target.id);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div
      ref={bar}
      className={`tab-list ${className}`}
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ id, title, hint }) => (
        <button
          key={id}
          type="button"
          role="tab"
          title={hint}
          data-name={title}
          aria-selected={id === current}
          aria-controls={controls}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
