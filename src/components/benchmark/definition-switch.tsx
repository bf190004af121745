import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import { DEFINITIONS, type DefinitionId } from '#src/core/metrics/definitions';
import { patchBenchmark } from '#src/store/store';

/** How the pixels of several pictures become one number. */
export function DefinitionSwitch({ definition }: { definition: DefinitionId }) {
  return (
    <div className="results__bar">
      <h3 id="definition">Definition</h3>
      <fieldset className="segmented" aria-labelledby="definition">
        {Object.values(DEFINITIONS).map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={id === definition}
            onClick={() => patchBenchmark({ definition: id })}
          >
            {title}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** The definition in words, for below the numbers. */
export function DefinitionText({
  definition,
  filters,
}: {
  definition: DefinitionId;
  filters: ComponentFilters;
}) {
  const { minPredicted, minGroundTruth } = filters;
  const sizes =
    minPredicted === 0 && minGroundTruth === 0
      ? 'no size filter'
      : `predicted ones under ${minPredicted} px dropped, true ones under ${minGroundTruth} px ignored`;
  return (
    <p className="muted results__definition">
      {DEFINITIONS[definition].sentence} Components: score &gt; threshold of the{' '}
      {definition === 'SMIYC' ? 'best F1 of that curve' : 'pooled best F1'}, 8-connected, void
      removed before labelling, {sizes}. Below the pooled rates: 95 % intervals, bootstrap over
      pictures. Higher is better, except FPR95.
    </p>
  );
}
