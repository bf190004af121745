/** Turns what the runner reports and reads into the progress that the page shows. */
import type { EvaluationProgress } from '#src/evaluation/types';
import { titleOf } from '#src/methods/titles';
import type { ReadKind, RunControl } from '#src/session/benchmark/run-control';
import type { BenchmarkProgress } from '#src/store/benchmark';
import { getState, patchBenchmark } from '#src/store/store';

export const START: BenchmarkProgress = {
  phase: 'starting',
  done: 0,
  total: 0,
  name: null,
  millisecondsPerImage: null,
};

function patchProgress(patch: Partial<BenchmarkProgress>): void {
  patchBenchmark({ progress: { ...(getState().benchmark.progress ?? START), ...patch } });
}

export function progressOf(control: RunControl, images: number) {
  const phase = () => getState().benchmark.progress?.phase ?? 'starting';
  const onPaused = () => patchBenchmark({ runState: 'paused' });
  return {
    onPaused,
    /**
     * Between the labels and the first image to evaluate, images are read to compare them with the
     * stored run.
     */
    onRead: (kind: ReadKind, name: string): void => {
      const checking = phase() === 'checking';
      if (kind === 'label' || phase() === 'pixels' || phase() === 'components')
        patchProgress({ name });
      else
        patchProgress({
          name,
          phase: 'checking',
          done: checking ? (getState().benchmark.progress?.done ?? 0) + 1 : 0,
          total: images,
        });
    },
    /** The runner asks before every image that it evaluates. */
    paused: (): Promise<void> | null => {
      if (phase() !== 'pixels') {
        control.startClock();
        const held = phase() === 'checking' ? (getState().benchmark.progress?.done ?? 0) + 1 : 0;
        patchProgress({ phase: 'pixels', done: held, total: images });
      }
      const pause = control.paused();
      if (pause) onPaused();
      return pause;
    },
    onProgress: ({
      phase: reported,
      done,
      total,
      stem,
      image,
      error,
    }: EvaluationProgress): void => {
      if (phase() !== reported) control.startClock();
      else if (reported === 'pixels' || reported === 'components') control.lap();
      const underWay = reported === 'intervals' ? titleOf(stem) : stem;
      const name = image || error ? null : underWay;
      patchProgress({
        phase: reported,
        done,
        total,
        name,
        millisecondsPerImage: control.millisecondsPerImage,
      });
      if (error) patchBenchmark({ errors: [...getState().benchmark.errors, error] });
    },
  };
}
