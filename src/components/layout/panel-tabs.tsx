import './panel-tabs.css';
import type { KeyboardEvent } from 'react';
import { useNarrow } from '#src/components/ui/use-narrow';
import type { PanelTab } from '#src/store/state';
import { patchView, useStore } from '#src/store/store';

const TABS: readonly { tab: PanelTab; title: string }[] = [
  { tab: 'threshold', title: 'Threshold' },
  { tab: 'metrics', title: 'Metrics' },
  { tab: 'method', title: 'Method' },
  { tab: 'prompts', title: 'Prompts' },
  { tab: 'open-world', title: 'Learn' },
  { tab: 'regions', title: 'Regions' },
  { tab: 'pictures', title: 'Pictures' },
];

/** The tabs of the bottom sheet; wide screens show all panels and need none. */
export function PanelTabs() {
  const current = useStore((state) => state.view.panelTab);
  const narrow = useNarrow();
  if (!narrow) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = TABS.findIndex(({ tab }) => tab === current);
    const next = (at + step + TABS.length) % TABS.length;
    patchView({ panelTab: TABS[next].tab });
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Panels" onKeyDown={onKeyDown}>
      {TABS.map(({ tab, title }) => (
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
