import './region-table.css';
import { regionToBox } from '#src/actions/prompts/region-to-box';
import { zoomToRegion } from '#src/actions/zoom/zoom-to-region';
import { RegionTools } from '#src/components/region-of-interest/region-tools';
import { FalsePositiveReasons } from '#src/components/region-table/false-positive-reasons';
import { FeatureTable } from '#src/components/region-table/feature-table';
import { MinimumArea } from '#src/components/region-table/minimum-area';
import { NamesCell, NamesSwitch } from '#src/components/region-table/region-names';
import { RemovalControl } from '#src/components/region-table/removal-control';
import { formatCount, formatScore } from '#src/components/ui/numbers';
import { type FittedMetaModel, judgeRegion, type MetaVerdict } from '#src/core/meta/meta-model';
import type { Region } from '#src/core/types';
import type { NameGuess } from '#src/core/words/naming';
import { activeClassifier } from '#src/store/classifiers';
import { currentNames, namesOfRegion, wantedNames } from '#src/store/names/shown-names';
import { currentFeatures, featuresOfRegion } from '#src/store/regions/wanted-features';
import { currentRegions } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const ROWS_SHOWN = 100;

/** The connected regions above the threshold, largest first. */
export function RegionTable() {
  const shown = useStore(currentRegions);
  const regions = [...(shown?.regions ?? [])].sort((a, b) => b.area - a.area).slice(0, ROWS_SHOWN);
  const count = shown?.regionCount ?? 0;
  const meta = useStore(activeClassifier)?.model ?? null;
  const features = useStore(currentFeatures);
  const verdictOf = (id: number) =>
    meta && features && judgeRegion(meta, featuresOfRegion(features, id));
  const highlighted = useStore((state) => state.view.highlightedRegion);
  const named = useStore(currentNames);
  // What is not asked for, as after a failure, is not waited for.
  const hasNames = useStore((state) => named !== null || wantedNames(state) !== null);
  const selected = regions.find(({ id }) => id === highlighted);
  return (
    <section className="panel" aria-label="Regions">
      <h2 className="panel__title">
        Regions
        <span>{formatCount(count)}</span>
      </h2>
      <MinimumArea />
      <RegionTools />
      {meta && <RemovalControl />}
      <NamesSwitch />
      {regions.length > 0 && (
        <table className="regions">
          <thead>
            <tr>
              <th scope="col">Id</th>
              <th scope="col">Area, px</th>
              <th scope="col">Box</th>
              <th scope="col">Mean</th>
              <th scope="col">Max</th>
              {meta && (
                <th
                  scope="col"
                  title="Probability of a false positive by the meta classifier (Chan et al. 2021)"
                >
                  P(FP)
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <Row
                key={region.id}
                region={region}
                judged={meta !== null}
                verdict={verdictOf(region.id)}
                names={hasNames ? { guesses: namesOfRegion(named, region.id) } : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {count > regions.length && regions.length > 0 && (
        <p className="muted regions__more">
          The {regions.length} largest of {formatCount(count)}.
        </p>
      )}
      {selected && features && (
        <SelectedRegion
          id={selected.id}
          features={featuresOfRegion(features, selected.id)}
          meta={meta}
        />
      )}
      {regions && regions.length === 0 && <p className="muted">No region above the threshold.</p>}
    </section>
  );
}

interface SelectedProps {
  id: number;
  /** `[75]` */
  features: Float64Array;
  /** Null for a method without a meta classifier. */
  meta: FittedMetaModel | null;
}

function SelectedRegion({ id, features, meta }: SelectedProps) {
  const verdict = meta && judgeRegion(meta, features);
  return (
    <>
      {meta && verdict && <FalsePositiveReasons id={id} verdict={verdict} meta={meta} />}
      <FeatureTable id={id} features={features} verdict={verdict} />
    </>
  );
}

interface RowProps {
  region: Region;
  /** Whether there is a meta classifier; its verdict comes a moment after the region. */
  judged: boolean;
  verdict: MetaVerdict | null;
  /** Null where regions are not named; guesses are null while they are looked for. */
  names: { guesses: readonly NameGuess[] | null } | null;
}

function Row({ region, judged, verdict, names }: RowProps) {
  const { id, area, box, meanScore, maxScore } = region;
  const highlighted = useStore((state) => state.view.highlightedRegion === id);
  const zoom = () => zoomToRegion(id, box);
  return (
    <>
      <tr data-region={id} aria-selected={highlighted} onClick={zoom}>
        <td>
          <button
            type="button"
            className="regions__zoom"
            aria-label={`Zoom to region ${id}`}
            onClick={(event) => {
              event.stopPropagation();
              zoom();
            }}
          >
            {id}
          </button>
        </td>
        <td>{formatCount(area)}</td>
        <td title={`x ${box.x}, y ${box.y}; click: prompt S2M with this box`}>
          <button
            type="button"
            className="regions__box"
            aria-label={`Box prompt from region ${id}`}
            onClick={(event) => {
              event.stopPropagation();
              regionToBox(box);
            }}
          >
            {box.width}×{box.height}
          </button>
        </td>
        <td>{formatScore(meanScore)}</td>
        <td>{formatScore(maxScore)}</td>
        {judged && (
          <td data-column="false-positive">{verdict ? verdict.probability.toFixed(2) : '…'}</td>
        )}
      </tr>
      {names && (
        <tr
          className="regions__names"
          data-names-of={id}
          aria-selected={highlighted}
          onClick={zoom}
        >
          <td colSpan={judged ? 6 : 5}>
            <NamesCell names={names.guesses} />
          </td>
        </tr>
      )}
    </>
  );
}
