/**
 * A folder of pictures with labels, evaluated: what to run on the left, what came out on the right.
 */
import './benchmark-page.css';
import { useEffect } from 'react';
import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { Results } from '#src/components/benchmark/results';
import { FolderChoice } from '#src/components/benchmark/run/folder-choice';
import { FolderDrop } from '#src/components/benchmark/run/folder-drop';
import { RunOptions } from '#src/components/benchmark/run/run-options';
import { RunPanel } from '#src/components/benchmark/run/run-panel';
import { findStoredRun } from '#src/session/benchmark/stored-run';
import { useStore } from '#src/store/store';

export function BenchmarkPage() {
  const finished = useStore((state) => state.benchmark.result !== null);
  const running = useStore((state) => state.benchmark.runState !== 'idle');
  useEffect(() => {
    void findStoredRun();
    const onKeyDown = (event: KeyboardEvent) => {
      // Escape first closes what lies above the page.
      if (
        event.key !== 'Escape' ||
        event.defaultPrevented ||
        document.querySelector('[role=dialog], :popover-open')
      )
        return;
      setBenchmarkOpen(false);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <main className="benchmark" aria-label="Benchmark">
      <section className="benchmark__setup" aria-label="Folder and run">
        <FolderChoice />
        <RunOptions />
        <RunPanel />
      </section>
      <section className="benchmark__results" aria-label="Results">
        {finished ? <Results /> : running ? <Waiting /> : <About />}
      </section>
      <FolderDrop />
    </main>
  );
}

/** While there is nothing to show yet. */
function Waiting() {
  return (
    <div className="benchmark__about">
      <h2>Results follow</h2>
      <p className="muted">
        They appear here after the last step. Meanwhile the other pictures can be used; an analysis
        waits until the picture under way is done. A run that was paused or interrupted goes on
        later with the same folder.
      </p>
    </div>
  );
}

/** What the page is for, until there is something to show. */
function About() {
  return (
    <div className="benchmark__about">
      <h2>Benchmark a folder</h2>
      <p>
        All methods on all pictures of a folder, against their labels: AP, AUROC, FPR95, best F1 and
        component metrics with 95 % intervals, curves, and the pictures that came out worst.
      </p>
      <p className="muted">
        A label is a PNG with the picture’s name, beside it with a suffix (_labels, _mask, _gt) or
        in a folder such as labels or ground_truth: ids, instances, colours, soft masks or opacity;
        what the values mean is asked where neither they nor a name tell. The 19 classes of
        Cityscapes give mIoU instead. The layouts of RoadAnomaly, SegmentMeIfYouCan, Fishyscapes,
        Lost and Found and Cityscapes are known. Nothing leaves this computer.
      </p>
    </div>
  );
}
