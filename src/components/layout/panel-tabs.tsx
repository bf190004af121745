import './panel-tabs.css';
import { showTab } from '#src/actions/view/show-tab';
import { TabList } from '#src/components/ui/tab-list';
import { useNarrow } from '#src/components/ui/use-narrow';
import { useStore } from '#src/store/store';
import type { PanelTab } from '#src/store/view/modes';

const MORE: readonly { id: PanelTab; title: string }[] = [
  { id: 'label', title: 'Label' },
  { id: 'measure', title: 'Measure' },
  { id: 'pictures', title: 'Pictures' },
];

const TABS: readonly { id: PanelTab | 'more'; title: string }[] = [
  { id: 'result', title: 'Result' },
  { id: 'regions', title: 'Regions' },
  { id: 'compare', title: 'Compare' },
  { id: 'more', title: 'More' },
];

/** The tabs of the bottom sheet; a wide page has modes instead. */
export function PanelTabs() {
  const current = useStore(({ view }) => view.panelTab);
  if (!useNarrow()) return null;
  const inMore = MORE.some(({ id }) => id === current);
  const choose = (tab: PanelTab | 'more') =>
    showTab(tab === 'more' ? (inMore ? current : 'label') : tab, 'swipe');
  return (
    <div className="panel-tabs">
      <TabList
        label="Panels"
        tabs={TABS}
        current={inMore ? 'more' : current}
        controls="instruments-of-mode"
        onChoose={choose}
      />
      {inMore && (
        <TabList
          label="More panels"
          className="panel-tabs__more"
          tabs={MORE}
          current={current}
          controls="instruments-of-mode"
          onChoose={choose}
        />
      )}
    </div>
  );
}
