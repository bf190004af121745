import './removal-control.css';
import { RemovalErrors } from '#src/components/region-table/removal-errors';
import { formatCount } from '#src/components/ui/numbers';
import { currentRegions } from '#src/store/selectors';
import { patchView, useStore } from '#src/store/store';

/** That of the paper. */
const DEFAULT = 0.5;

/**
 * Takes what the meta classifier holds for false positives out of the table, the mask, the measured
 * numbers and what is exported.
 */
export function RemovalControl() {
  const removeAbove = useStore((state) => state.view.removeAbove);
  return (
    <div className="removal">
      <div className="row removal__switch">
        <label className="check">
          <input
            type="checkbox"
            checked={removeAbove !== null}
            onChange={(event) => patchView({ removeAbove: event.target.checked ? DEFAULT : null })}
          />
          Remove P(FP) over
        </label>
        {removeAbove !== null && <output>{removeAbove.toFixed(2)}</output>}
      </div>
      {removeAbove !== null && <Removed above={removeAbove} />}
    </div>
  );
}

function Removed({ above }: { above: number }) {
  const removed = useStore((state) => currentRegions(state)?.removed ?? 0);
  return (
    <>
      <RemovalErrors above={above} />
      <input
        className="removal__slider"
        type="range"
        aria-label="Largest P(FP) that is kept"
        aria-valuetext={above.toFixed(2)}
        min={0}
        max={1}
        step={0.01}
        value={above}
        onChange={(event) => patchView({ removeAbove: event.target.valueAsNumber })}
      />
      <p className="muted">
        {formatCount(removed)} predicted false {removed === 1 ? 'positive' : 'positives'} removed.
      </p>
    </>
  );
}
