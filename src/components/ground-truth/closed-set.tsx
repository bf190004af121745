import './closed-set.css';
import { ConfusionTable } from '#src/components/ground-truth/confusion-table';
import { METRIC_SENTENCES } from '#src/components/ground-truth/metric-sentences';
import { formatRate } from '#src/components/ui/numbers';
import { TRAIN_ID_NAMES } from '#src/core/ground-truth/class-names';
import { namedClasses } from '#src/core/own-network/class-lists';
import type { Requests } from '#src/protocol/requests';

/** By train id: what is compared, whatever the order of the network's own classes. */
const CLASSES = namedClasses(TRAIN_ID_NAMES);

/** Predicted classes against a label of classes. */
export function ClosedSet({ counts, metrics }: Requests['measureClasses']['result']) {
  const names = metrics.IoU.map((_, id) => CLASSES[id]?.name ?? `Class ${id}`);
  const isLabelled = (id: number) =>
    counts.slice(id * names.length, (id + 1) * names.length).some((count) => count > 0);
  return (
    <>
      <dl className="closed-set__numbers">
        <div title={METRIC_SENTENCES.mIoU}>
          <dt>mIoU</dt>
          <dd data-number="mIoU">{formatRate(metrics.mIoU)} %</dd>
        </div>
        <div title={METRIC_SENTENCES.accuracy}>
          <dt>Accuracy</dt>
          <dd data-number="accuracy">{formatRate(metrics.accuracy)} %</dd>
        </div>
      </dl>
      <table className="closed-set">
        <caption className="visually-hidden">IoU of each class</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" title={METRIC_SENTENCES.IoU}>
              IoU, %
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, id) =>
            metrics.IoU[id] === null ? null : (
              <tr key={name} className={isLabelled(id) ? undefined : 'muted'}>
                <th scope="row">
                  <i style={{ background: CLASSES[id]?.colour }} />
                  {name}
                </th>
                <td>{formatRate(metrics.IoU[id])}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p className="muted">
        Grey: predicted, but in no label, so not in the mean. What neither holds is left out.
      </p>
      <details>
        <summary className="disclosure">Confusion matrix</summary>
        <ConfusionTable counts={counts} names={names} />
      </details>
    </>
  );
}
