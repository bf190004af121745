import './run-options.css';
import { LabelReadings } from '#src/components/benchmark/run/label-readings';
import { methods, registeredMethods } from '#src/methods/registry';
import { titleOf } from '#src/methods/titles';
import { urlSettings } from '#src/store/address/url-settings';
import type { BenchmarkOptions } from '#src/store/benchmark';
import { patchBenchmark, useStore } from '#src/store/store';

const LONG_SIDES = [512, 768, 1024, 1536, 2048];
const FILTERS = [
  { title: 'None', minPredicted: 0, minGroundTruth: 0 },
  { title: 'Obstacle track: 50 and 10 px', minPredicted: 50, minGroundTruth: 10 },
  { title: 'Anomaly track: 500 and 100 px', minPredicted: 500, minGroundTruth: 100 },
];

const NONE: readonly string[] = [];

export function RunOptions() {
  const { options, runState } = useStore((state) => state.benchmark);
  useStore((state) => state.session.ownNetworks); // their methods come and go with them
  const scored = useStore((state) => state.benchmark.folder?.scored ?? NONE);
  const own = scored.map((id) => ({ id, title: titleOf(id) }));
  const offered = [...own, ...methods, ...registeredMethods()];
  const set = (patch: Partial<BenchmarkOptions>) =>
    patchBenchmark({ options: { ...options, ...patch } });
  const { methodIds, longSide, filters, closedSet } = options;
  const size = longSide ?? urlSettings.size;
  const sizes = [...new Set([...LONG_SIDES, urlSettings.size, size])].sort((a, b) => a - b);
  const toggle = (id: string, on: boolean) =>
    set({
      methodIds: offered
        .map((method) => method.id)
        .filter((methodId) => (methodId === id ? on : methodIds.includes(methodId))),
    });
  return (
    <fieldset className="panel options" disabled={runState !== 'idle'}>
      <legend className="visually-hidden">Settings of the run</legend>
      <LabelReadings />
      <label className="options__row">
        Network input
        <select
          className="field"
          value={size}
          onChange={({ target }) => set({ longSide: Number(target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size} px{size === urlSettings.size ? ' (pictures)' : ''}
            </option>
          ))}
        </select>
      </label>
      {!closedSet && (
        <>
          <label className="options__row">
            Size filter
            <select
              className="field"
              title="SegmentMeIfYouCan drops smaller predicted components and ignores smaller true ones"
              value={FILTERS.findIndex((filter) => filter.minPredicted === filters.minPredicted)}
              onChange={({ target }) => {
                const chosen = FILTERS[Number(target.value)];
                if (!chosen) return;
                const { minPredicted, minGroundTruth } = chosen;
                set({ filters: { minPredicted, minGroundTruth } });
              }}
            >
              {FILTERS.map(({ title }, index) => (
                <option key={title} value={index}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <div className="options__choices">
            <button
              type="button"
              className="button button--outlined"
              onClick={() => set({ methodIds: offered.map(({ id }) => id) })}
            >
              All methods
            </button>
            <button
              type="button"
              className="button button--outlined"
              onClick={() => set({ methodIds: [...scored] })}
            >
              {scored.length > 0 ? 'Only the folder’s own' : 'None'}
            </button>
          </div>
          <fieldset className="options__methods" aria-label="Methods">
            {offered.map(({ id, title }) => (
              <label key={id} className="check options__method">
                <input
                  type="checkbox"
                  checked={methodIds.includes(id)}
                  onChange={({ target }) => toggle(id, target.checked)}
                />
                {title}
              </label>
            ))}
          </fieldset>
        </>
      )}
    </fieldset>
  );
}
