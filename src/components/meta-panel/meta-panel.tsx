import './meta-panel.css';
import { ClassifierFiles } from '#src/components/meta-panel/classifier-files';
import { ClassifierFit } from '#src/components/meta-panel/classifier-fit';
import { Coefficients } from '#src/components/meta-panel/coefficients';
import { LeftOutTable } from '#src/components/meta-panel/left-out-table';
import { formatCount, formatScore } from '#src/components/ui/numbers';
import type { MetaClassifier } from '#src/core/meta/removal';
import { activeClassifier } from '#src/store/classifiers';
import type { OwnClassifier } from '#src/store/meta-slice';
import { activeMethod } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/**
 * The meta classifier of the active method: where it comes from, what it weighs, and another one by
 * a fit or from a file.
 */
export function MetaPanel() {
  const info = useStore(activeMethod);
  const classifier = useStore(activeClassifier);
  const own = useStore((state) => state.meta.own[info.id] ?? null);
  return (
    <section className="panel meta" aria-label="Meta classifier">
      <h2 className="panel__title">
        Meta classifier
        <span className="meta__method">{info.title}</span>
      </h2>
      {classifier ? <Origin classifier={classifier} own={own} /> : <p className="muted">{NONE}</p>}
      {own?.fit?.results.map((result) => (
        <LeftOutTable key={result.threshold} result={result} />
      ))}
      {own?.errors.map(({ file, message }) => (
        <p key={file} className="meta__problem" role="note">
          {file}: {message}
        </p>
      ))}
      <ClassifierFit />
      <ClassifierFiles />
      {classifier && <Coefficients model={classifier.model} />}
    </section>
  );
}

const NONE =
  'None comes with this method. One is fitted to the regions of opened pictures that have a label.';

function Origin({
  classifier: { model },
  own,
}: {
  classifier: MetaClassifier;
  own: OwnClassifier | null;
}) {
  const { segments: regions, images, thresholds } = model;
  const source = !own ? 'Comes with the method' : own.fit ? 'Fitted on this page' : 'From a file';
  return (
    <p className="meta__origin">
      {source}: {formatCount(regions)} regions of {formatCount(images)}{' '}
      {images === 1 ? 'picture' : 'pictures'} at the{' '}
      {thresholds.length === 1 ? 'threshold' : 'thresholds'}{' '}
      {thresholds.map(formatScore).join(' and ')}.
    </p>
  );
}
