import { patchView, useStore } from '#src/store/store';

const LARGEST = 1e7;

/**
 * Small regions can be left out of the table, the outlines and the exported mask; the share above
 * stays.
 */
export function MinimumArea() {
  const minArea = useStore((state) => state.view.minArea);
  const set = (value: number) => {
    if (Number.isInteger(value) && value >= 0 && value <= LARGEST) patchView({ minArea: value });
  };
  return (
    <label className="row regions__area">
      Smallest area, px
      <input
        className="field"
        type="number"
        min={0}
        max={LARGEST}
        step={50}
        value={minArea}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
    </label>
  );
}
