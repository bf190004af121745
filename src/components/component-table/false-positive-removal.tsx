import { formatCount } from '#src/components/ui/numbers';
import { currentSegments } from '#src/store/selectors';
import { patchView, useStore } from '#src/store/store';

/** That of the paper. */
const DEFAULT = 0.5;

/** Takes what the meta classifier holds for false positives out of the table, the mask and what is exported; the share above stays. */
export function FalsePositiveRemoval() {
  const removeAbove = useStore((state) => state.view.removeAbove);
  const removed = useStore((state) => currentSegments(state)?.removed ?? 0);
  const set = (value: number) => {
    if (value >= 0 && value <= 1) patchView({ removeAbove: value });
  };
  return (
    <>
      <div className="row components__area">
        <label className="check">
          <input
            type="checkbox"
            checked={removeAbove !== null}
            onChange={(event) => patchView({ removeAbove: event.target.checked ? DEFAULT : null })}
          />
          Remove P(FP) over
        </label>
        {removeAbove !== null && (
          <input
            className="field"
            type="number"
            aria-label="Largest P(FP) that is kept"
            min={0}
            max={1}
            step={0.05}
            value={removeAbove}
            onChange={(event) => set(event.target.valueAsNumber)}
          />
        )}
      </div>
      {removeAbove !== null && <p className="muted components__removed">{formatCount(removed)} predicted false positives removed.</p>}
    </>
  );
}
