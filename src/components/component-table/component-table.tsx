import './component-table.css';
import { componentToBox } from '#src/actions/prompts/component-to-box';
import { zoomToComponent } from '#src/actions/zoom';
import { FalsePositiveReasons } from '#src/components/component-table/false-positive-reasons';
import { FeatureTable } from '#src/components/component-table/feature-table';
import { MinimumArea } from '#src/components/component-table/minimum-area';
import { RemovalControl } from '#src/components/component-table/removal-control';
import { formatCount, formatScore } from '#src/components/ui/numbers';
import { type FittedMetaModel, judgeSegment, type MetaVerdict } from '#src/core/meta/meta-model';
import type { Component } from '#src/core/types';
import { activeClassifier } from '#src/store/classifiers';
import { currentSegments } from '#src/store/selectors';
import { useStore } from '#src/store/store';
import { currentFeatures, featuresOfComponent } from '#src/store/wanted-features';

const ROWS_SHOWN = 100;

/** The connected regions above the threshold, largest first. */
export function ComponentTable() {
  const segments = useStore(currentSegments);
  const components = [...(segments?.components ?? [])]
    .sort((a, b) => b.area - a.area)
    .slice(0, ROWS_SHOWN);
  const count = segments?.componentCount ?? 0;
  const meta = useStore(activeClassifier)?.model ?? null;
  const features = useStore(currentFeatures);
  const verdictOf = (id: number) =>
    meta && features && judgeSegment(meta, featuresOfComponent(features, id));
  const highlighted = useStore((state) => state.view.highlightedComponent);
  const selected = components.find(({ id }) => id === highlighted);
  return (
    <section className="panel" data-panel="components" aria-label="Components">
      <h2 className="panel__title">
        Components
        <span>{formatCount(count)}</span>
      </h2>
      <MinimumArea />
      {meta && <RemovalControl />}
      {components.length > 0 && (
        <table className="components">
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
            {components.map((component) => (
              <Row
                key={component.id}
                component={component}
                judged={meta !== null}
                verdict={verdictOf(component.id)}
              />
            ))}
          </tbody>
        </table>
      )}
      {count > components.length && components.length > 0 && (
        <p className="muted components__more">
          The {components.length} largest of {formatCount(count)}.
        </p>
      )}
      {selected && features && (
        <SelectedComponent
          id={selected.id}
          features={featuresOfComponent(features, selected.id)}
          meta={meta}
        />
      )}
      {segments && components.length === 0 && (
        <p className="muted">No region above the threshold.</p>
      )}
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

function SelectedComponent({ id, features, meta }: SelectedProps) {
  const verdict = meta && judgeSegment(meta, features);
  return (
    <>
      {meta && verdict && <FalsePositiveReasons id={id} verdict={verdict} meta={meta} />}
      <FeatureTable id={id} features={features} verdict={verdict} />
    </>
  );
}

interface RowProps {
  component: Component;
  /** Whether there is a meta classifier; its verdict comes a moment after the component. */
  judged: boolean;
  verdict: MetaVerdict | null;
}

function Row({ component, judged, verdict }: RowProps) {
  const { id, area, box, meanScore, maxScore } = component;
  const highlighted = useStore((state) => state.view.highlightedComponent === id);
  const zoom = () => zoomToComponent(id, box);
  return (
    <tr data-component={id} aria-selected={highlighted} onClick={zoom}>
      <td>
        <button
          type="button"
          className="components__zoom"
          aria-label={`Zoom to component ${id}`}
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
          className="components__box"
          aria-label={`Box prompt from component ${id}`}
          onClick={(event) => {
            event.stopPropagation();
            componentToBox(box);
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
  );
}
