import { showTab } from '#src/actions/view/show-tab';
import { TabList } from '#src/components/ui/tab-list';
import { useStore } from '#src/store/store';
import { type Mode, modeOf, type PanelTab } from '#src/store/view/modes';

interface ModeTab {
  id: Mode;
  title: string;
  hint: string;
}

const MODES: readonly ModeTab[] = [
  { id: 'look', title: 'Look', hint: 'What is unknown in this picture, region by region' },
  { id: 'compare', title: 'Compare', hint: 'Methods side by side' },
  {
    id: 'label',
    title: 'Label',
    hint: 'Boxes for S2M, shots of new classes, words to look for',
  },
  { id: 'measure', title: 'Measure', hint: 'Against ground truth: this picture, and a set' },
];

const FIRST_TAB: Record<Mode, PanelTab> = {
  look: 'result',
  compare: 'compare',
  label: 'label',
  measure: 'measure',
};

/** What the instruments beside the picture are for. */
export function ModeSwitch() {
  const mode = useStore(({ view }) => modeOf(view.panelTab));
  return (
    <TabList
      label="Mode"
      className="top-bar__modes"
      tabs={MODES}
      current={mode}
      controls="instruments-of-mode"
      onChoose={(next) => showTab(FIRST_TAB[next], 'two')}
    />
  );
}
