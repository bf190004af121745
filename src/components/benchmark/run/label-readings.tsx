import { changeLabelReading } from '#src/actions/benchmark/change-label-reading';
import { formatCount } from '#src/components/ui/numbers';
import type { ReadGroup } from '#src/store/benchmark';
import { patchBenchmark, useStore } from '#src/store/store';

/** How the labels of the folder are read, group by group, and the way to change it. */
export function LabelReadings() {
  const labels = useStore((state) => state.benchmark.labels);
  if (!labels) return null;
  if (labels.state === 'decided')
    return (
      <div data-labels="decided">
        {labels.groups.map((group, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place
            key={index}
            text={
              labels.groups.length === 1
                ? `Labels: ${group.words}`
                : `${formatCount(group.labels)} of the labels: ${group.words}`
            }
            button="Change"
            index={index}
          />
        ))}
        <Measured groups={labels.groups} />
      </div>
    );
  return (
    <div data-labels={labels.state}>
      {labels.state === 'asking' ? (
        <Line text="What do the values of the labels mean?" button="Explain" index={0} />
      ) : (
        <div className="options__row">
          Looking into the labels: {formatCount(labels.done)} of {formatCount(labels.total)}
        </div>
      )}
    </div>
  );
}

function Line({ text, button, index }: { text: string; button: string; index: number }) {
  return (
    <div className="options__row">
      <span>{text}</span>
      <button
        type="button"
        className="button button--outlined"
        aria-label="Change what the values of the labels mean"
        onClick={() => changeLabelReading(index)}
      >
        {button}
      </button>
    </div>
  );
}

/** A run measures labels of one kind; those of the other are reported as errors. */
function Measured({ groups }: { groups: readonly ReadGroup[] }) {
  const options = useStore((state) => state.benchmark.options);
  const count = (wanted: boolean) =>
    groups.reduce((sum, { labels, closedSet }) => sum + (closedSet === wanted ? labels : 0), 0);
  if (count(true) === 0 || count(false) === 0) return null;
  return (
    <label className="options__row">
      Measure
      <select
        className="field"
        title="Labels of the other kind are not counted"
        value={options.closedSet ? 'classes' : 'anomalies'}
        onChange={({ target }) =>
          patchBenchmark({ options: { ...options, closedSet: target.value === 'classes' } })
        }
      >
        <option value="anomalies">Anomalies ({formatCount(count(false))} labels)</option>
        <option value="classes">19 classes ({formatCount(count(true))} labels)</option>
      </select>
    </label>
  );
}
