import './app.css';
import { lazy, Suspense } from 'react';
import { LazyBenchmarkPage } from '#src/components/benchmark/lazy-benchmark-page';
import { DropTarget } from '#src/components/layout/drop-target';
import { Introduction } from '#src/components/layout/introduction';
import { PanelTabs } from '#src/components/layout/panel-tabs';
import { Summary } from '#src/components/layout/summary';
import { Notices } from '#src/components/notices/notices';
import { isOnTop, PANELS, type PanelEntry } from '#src/components/panels';
import { PictureList } from '#src/components/picture-list/picture-list';
import { Stage } from '#src/components/stage/stage';
import { StatusBar } from '#src/components/status-bar/status-bar';
import { Timeline } from '#src/components/timeline/timeline';
import { TopBar } from '#src/components/top-bar/top-bar';
import { useNarrow } from '#src/components/ui/use-narrow';
import { useStore } from '#src/store/store';
import { modeOf } from '#src/store/view/modes';

const HelpDialog = lazy(async () => ({
  default: (await import('#src/components/help/help-dialog')).HelpDialog,
}));
const LabelDialog = lazy(async () => ({
  default: (await import('#src/components/label-dialog/label-dialog')).LabelDialog,
}));

const STAYING = PANELS.filter(({ stays }) => stays);
const CHANGING = PANELS.filter(({ stays }) => !stays);

/** The page. Narrow screens show the panels of one tab at a time below the picture. */
export function App() {
  const narrow = useNarrow();
  const benchmark = useStore((state) => state.benchmark.open);
  const mode = useStore(({ view }) => modeOf(view.panelTab));
  const engineState = useStore((state) => state.session.engineState);
  return (
    <div className="app" data-engine={engineState} data-page={benchmark ? 'benchmark' : 'pictures'}>
      <TopBar />
      {!narrow && <PictureList />}
      <Stage />
      <Timeline />
      <div className="instruments">
        <aside className="panels" aria-label="Instruments">
          <Summary />
          {!narrow && (
            <div>
              {STAYING.map((entry) => (
                <InPanels key={entry.id} entry={entry} narrow={narrow} />
              ))}
              <Introduction />
            </div>
          )}
          <PanelTabs />
          <div className="panels__mode" id="instruments-of-mode" role="tabpanel" aria-label={mode}>
            {(narrow ? PANELS : CHANGING).map((entry) => (
              <InPanels key={entry.id} entry={entry} narrow={narrow} />
            ))}
            {narrow && <Introduction />}
          </div>
        </aside>
        {!benchmark && <Notices />}
      </div>
      <StatusBar />
      <Dialogs />
      {benchmark ? (
        <div className="benchmark-place">
          <LazyBenchmarkPage />
          <Notices />
        </div>
      ) : (
        <DropTarget />
      )}
    </div>
  );
}

/** Loaded when the first of them opens. */
function Dialogs() {
  const helpOpen = useStore((state) => state.notices.helpOpen);
  const asking = useStore(
    ({ questions: { pairs, reading, folders } }) =>
      pairs.length > 0 || reading !== null || folders !== null,
  );
  return (
    <Suspense>
      {helpOpen && <HelpDialog />}
      {asking && <LabelDialog />}
    </Suspense>
  );
}

/** A panel of another tab is hidden, not removed: what was unfolded or typed in it stays. */
function InPanels({ entry, narrow }: { entry: PanelEntry; narrow: boolean }) {
  const { Panel, showsWhen } = entry;
  const isThere = useStore((state) => showsWhen(state, narrow));
  const onTop = useStore(({ view }) => isOnTop(entry, view.panelTab, narrow));
  if (!isThere) return null;
  return (
    <div className="panels__place" hidden={!onTop}>
      <Panel />
    </div>
  );
}
