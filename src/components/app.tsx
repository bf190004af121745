import './app.css';
import { lazy, Suspense } from 'react';
import { GroundTruthPanel } from '#src/components/ground-truth/ground-truth-panel';
import { HelpDialog } from '#src/components/help/help-dialog';
import { LabelDialog } from '#src/components/label-dialog/label-dialog';
import { DropTarget } from '#src/components/layout/drop-target';
import { PanelTabs } from '#src/components/layout/panel-tabs';
import { Summary } from '#src/components/layout/summary';
import { MetaPanel } from '#src/components/meta-panel/meta-panel';
import { LayerPanel } from '#src/components/method-panel/layer-panel';
import { MethodPanel } from '#src/components/method-panel/method-panel';
import { Notices } from '#src/components/notices/notices';
import { OpenWorldPanel } from '#src/components/open-world/open-world-panel';
import { PictureList } from '#src/components/picture-list/picture-list';
import { PromptsPanel } from '#src/components/prompts/prompts-panel';
import { RegionTable } from '#src/components/region-table/region-table';
import { Stage } from '#src/components/stage/stage';
import { StatusBar } from '#src/components/status-bar/status-bar';
import { ThresholdPanel } from '#src/components/threshold-panel/threshold-panel';
import { TopBar } from '#src/components/top-bar/top-bar';
import { useNarrow } from '#src/components/ui/use-narrow';
import { useStore } from '#src/store/store';

const BenchmarkPage = lazy(async () => ({
  default: (await import('#src/components/benchmark/benchmark-page')).BenchmarkPage,
}));

/**
 * The page. Narrow screens show one panel at a time below the picture; the style sheet does that by
 * `data-tab`.
 */
export function App() {
  const tab = useStore((state) => state.view.panelTab);
  const narrow = useNarrow();
  const benchmark = useStore((state) => state.benchmark.open);
  const engineState = useStore((state) => state.session.engineState);
  return (
    <div
      className="app"
      data-tab={tab}
      data-engine={engineState}
      data-page={benchmark ? 'benchmark' : 'pictures'}
    >
      <TopBar />
      {!narrow && <PictureList />}
      <Stage />
      <aside className="panels" aria-label="Instruments">
        <Summary />
        <PanelTabs />
        <ThresholdPanel />
        <PromptsPanel />
        <OpenWorldPanel />
        <GroundTruthPanel />
        <MethodPanel />
        <LayerPanel />
        <RegionTable />
        <MetaPanel />
        {narrow && <PictureList />}
      </aside>
      <StatusBar />
      <Notices />
      <HelpDialog />
      <LabelDialog />
      {benchmark ? (
        <Suspense>
          <BenchmarkPage />
        </Suspense>
      ) : (
        <DropTarget />
      )}
    </div>
  );
}
