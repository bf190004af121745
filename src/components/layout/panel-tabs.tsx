import './panel-tabs.css';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { shownTab, TABS } from '#src/components/panels';
import { useNarrow } from '#src/components/ui/use-narrow';
import { patchView, useStore } from '#src/store/store';

/** The tabs of the bottom sheet; wide screens show all panels and need none. */
export function PanelTabs() {
  const current = useStore(shownTab);
  const narrow = useNarrow();
  const tabs = useStore(useShallow((state) => TABS.filter(({ isThere }) => isThere(state))));
  const bar = useRef<HTMLDivElement>(null);
  // The page brings a tab forward too, when what was opened belongs there.
  useEffect(() => {
    const shown = bar.current?.querySelector('[aria-selected="true"]');
    if (current && narrow) shown?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [current, narrow]);
  if (!narrow) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const index = tabs.findIndex(({ tab }) => tab === current);
    const next = (index + step + tabs.length) % tabs.length;
    const target = tabs[next];
    if (target) patchView({ panelTab: target.tab });
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div ref={bar} className="tabs" role="tablist" aria-label="Panels" onKeyDown={onKeyDown}>
      {tabs.map(({ tab, title }) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => patchView({ panelTab: tab })}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
