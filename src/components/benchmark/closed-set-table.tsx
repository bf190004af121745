import { useStore } from '#src/store/store';
import type { PooledClasses } from '#src/workers/protocol';

const percent = (value: number | null) => (value === null ? '–' : (value * 100).toFixed(2));

/** Labels of classes: how well the network knows what it was trained on. */
export function ClosedSetTable({ classes }: { classes: PooledClasses }) {
  const names = useStore((state) => state.session.model?.classes);
  const { mIoU, accuracy, IoU } = classes.metrics;
  return (
    <section aria-label="Closed set">
      <p>
        mIoU <strong data-metric="mIoU">{percent(mIoU)}</strong>, pixel accuracy <strong>{percent(accuracy)}</strong>
      </p>
      <table className="results__table results__classes">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">IoU</th>
          </tr>
        </thead>
        <tbody>
          {IoU.map((value, index) => {
            const name = names?.[index]?.name ?? `class ${index}`;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{percent(value)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="muted results__definition">
        One confusion matrix of all pictures, void left out: IoU = TP / (TP + FP + FN), mean over the classes that the labels hold. In per
        cent; – where neither label nor prediction has the class.
      </p>
    </section>
  );
}
