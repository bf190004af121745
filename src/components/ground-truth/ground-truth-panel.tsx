import './ground-truth-panel.css';
import { askReadingOf } from '#src/actions/labels/ask-reading-of';
import { removeLabel } from '#src/actions/labels/remove-label';
import { turnLabel } from '#src/actions/labels/turn-label';
import { AtThreshold } from '#src/components/ground-truth/at-threshold';
import { ClosedSet } from '#src/components/ground-truth/closed-set';
import {
  CurvePlot,
  PRECISION_RECALL,
  RECEIVER_OPERATING,
} from '#src/components/ground-truth/curve-plot';
import { Definitions } from '#src/components/ground-truth/definition-list';
import { InvertHints } from '#src/components/ground-truth/invert-hint';
import { MethodTable } from '#src/components/ground-truth/method-table';
import { METRIC_SENTENCES } from '#src/components/ground-truth/metric-sentences';
import { Icon } from '#src/components/ui/icon';
import { formatRate } from '#src/components/ui/numbers';
import { readingWords } from '#src/core/ground-truth/reading-words';
import type { LabelInfo } from '#src/protocol/labels';
import { shownLabel, shownMeasurement } from '#src/store/labels/ground-truth';
import type { PictureMeasurement } from '#src/store/results-slice';
import { useStore } from '#src/store/store';

/** The shown picture against its ground truth. */
export function GroundTruthPanel() {
  const label = useStore(shownLabel);
  const pictureId = useStore((state) => state.view.shownId);
  const measurement = useStore(shownMeasurement);
  if (!label || pictureId === null) return <Invitation />;
  const { fileName, info, error, unexplained } = label;
  return (
    <section className="panel ground-truth" aria-label="Ground truth">
      <h2 className="panel__title">
        Ground truth
        <span className="ground-truth__file" title={fileName}>
          {fileName}
        </span>
        <button
          type="button"
          className="button ground-truth__remove"
          aria-label={`Remove the label ${fileName}`}
          title="Remove the label"
          onClick={() => removeLabel(pictureId)}
        >
          <Icon name="close" />
        </button>
      </h2>
      {error && <Doubt text={error.message} />}
      {!info && !error && !unexplained && (
        <p className="muted">The label is read after the analysis.</p>
      )}
      {unexplained && (
        <>
          <Doubt text="Nobody has said what its values mean, so nothing is measured." />
          <button
            type="button"
            className="button button--outlined"
            onClick={() => askReadingOf(pictureId)}
          >
            Explain the values
          </button>
        </>
      )}
      {info && <Facts info={info} pictureId={pictureId} />}
      {info &&
        (measurement ? <Numbers measurement={measurement} /> : <p className="muted">Measuring…</p>)}
    </section>
  );
}

/** On a phone the tab stays where it is without a label too, so it says what it is for. */
function Invitation() {
  return (
    <section className="panel" aria-label="Ground truth">
      <h2 className="panel__title">Ground truth</h2>
      <p className="muted">
        Open a label beside this picture, a PNG of the same name such as road_labels.png, to measure
        the scores.
      </p>
    </section>
  );
}

function Doubt({ text }: { text: string }) {
  return (
    <p className="ground-truth__doubt" role="note">
      <Icon name="warning" />
      <span>{text}</span>
    </p>
  );
}

function Facts({ info, pictureId }: { info: LabelInfo; pictureId: string }) {
  const { counts, reading, turn, closedSet, notice } = info;
  const total = counts.normal + counts.anomaly + counts.ignore;
  const valid = counts.normal + counts.anomaly;
  return (
    <>
      <p>{readingWords(reading)}</p>
      <p className="ground-truth__counts muted">
        <span title={closedSet ? undefined : `Prior: ${METRIC_SENTENCES.prior}`}>
          {closedSet
            ? 'Ignored'
            : `Prior ${formatRate(valid === 0 ? null : counts.anomaly / valid)} %, ignored`}{' '}
          {formatRate(counts.ignore / total)} %
        </span>
        <button
          type="button"
          className="button ground-truth__change"
          aria-label="Change what the values mean"
          onClick={() => askReadingOf(pictureId)}
        >
          Change
        </button>
      </p>
      {notice && <Doubt text={notice} />}
      {turn.picture !== 1 && (
        <button
          type="button"
          className="button button--outlined"
          onClick={() => turnLabel(pictureId, turn.label === 1)}
        >
          {turn.label === 1 ? 'Turn the label too' : 'Do not turn the label'}
        </button>
      )}
    </>
  );
}

function Numbers({ measurement }: { measurement: PictureMeasurement }) {
  const { methods, classes, problems } = measurement;
  return (
    <>
      {problems.map((text) => (
        <Doubt key={text} text={text} />
      ))}
      {classes && <ClosedSet {...classes} />}
      {methods.length > 0 && (
        <>
          <MethodTable methods={methods} />
          <InvertHints methods={methods} />
          <AtThreshold methods={methods} />
          <div className="ground-truth__curves">
            <CurvePlot kind={PRECISION_RECALL} measurement={measurement} />
            <CurvePlot kind={RECEIVER_OPERATING} measurement={measurement} />
          </div>
        </>
      )}
      <Definitions closedSet={classes !== null} />
    </>
  );
}
