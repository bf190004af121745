import './closed-set-results.css';
import { WorstByClasses } from '#src/components/benchmark/worst-images';
import { ClosedSet } from '#src/components/ground-truth/closed-set';
import type { Evaluation } from '#src/evaluation/types';
import type { PooledClasses } from '#src/protocol/evaluation';

/** Labels of classes: how well the network knows what it was trained on. */
export function ClosedSetResults({
  result,
  classes,
}: {
  result: Evaluation;
  classes: PooledClasses;
}) {
  return (
    <div className="closed-results">
      <section aria-label="Classes">
        <ClosedSet {...classes} />
      </section>
      <WorstByClasses result={result} />
      <p className="muted results__definition">
        One confusion matrix of all pictures, void left out: IoU = TP / (TP + FP + FN), mean over
        the classes that the labels hold. Labels of classes mark no anomalies, so the methods are
        not measured: no AP, AUROC, FPR95 or F1, no components, curves or intervals.
      </p>
    </div>
  );
}
