/** All panes, their shared zoom and pan, the swipe divider and the probe. */
import './stage.css';
import { useEffect, useRef } from 'react';
import { EmptyStage } from '#src/components/stage/empty-stage';
import { Pane } from '#src/components/stage/pane/pane';
import { useCanvasSize } from '#src/components/stage/pane/use-canvas-size';
import { ProbeCard } from '#src/components/stage/probe-card';
import { StageMessages } from '#src/components/stage/stage-messages';
import { SwipeDivider } from '#src/components/stage/swipe-divider';
import { useGestures } from '#src/components/stage/use-gestures';
import { useStacked } from '#src/components/stage/use-stacked';
import { useNarrow } from '#src/components/ui/use-narrow';
import { paneCount } from '#src/store/selectors';
import { sheetIsOpen } from '#src/store/set/marked';
import { useStore } from '#src/store/store';

const PANES = [0, 1, 2, 3];

export function Stage() {
  const layout = useStore((state) => state.view.layout);
  const generation = useStore((state) => state.session.generation);
  const narrow = useNarrow();
  const covered = useStore(sheetIsOpen) && !narrow;
  const stage = useRef<HTMLDivElement>(null);
  const stacked = useStacked(stage);
  useCanvasSize(stage, layout, generation);
  useGestures(stage);
  // Written past React: a drawing changes an attribute that only tests and style sheets read.
  useEffect(() => {
    const write = (revision: number) =>
      stage.current?.setAttribute('data-revision-drawn', String(revision));
    return useStore.subscribe((state) => state.results.drawnRevision, write, {
      fireImmediately: true,
    });
  }, []);
  return (
    <main
      className="stage"
      data-layout={layout}
      data-stacked={stacked}
      data-generation={generation}
      inert={covered}
      ref={stage}
    >
      {PANES.slice(0, paneCount(layout)).map((pane) => (
        <Pane key={`${generation}-${pane}`} index={pane} />
      ))}
      {layout === 'swipe' && <SwipeDivider />}
      <ProbeCard />
      <EmptyStage />
      <StageMessages />
    </main>
  );
}
