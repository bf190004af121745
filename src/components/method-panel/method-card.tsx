import { invertScore } from '#src/actions/pictures/invert-score';
import { turnScore } from '#src/actions/pictures/turn-score';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { MethodParameters } from '#src/components/method-panel/method-parameters';
import { ModelState, useModelText } from '#src/components/method-panel/model-state';
import { answersToWords, isPrompted } from '#src/methods/capabilities';
import type { Method } from '#src/methods/define-method';
import type { MethodInfo } from '#src/store/method-info';
import type { ImportedMethod } from '#src/store/results-slice';
import { getState } from '#src/store/store';

const LABELS = {
  official: 'As published',
  're-trained small': 'Re-trained, small network',
  approximation: 'Approximation',
  'your own network': 'Your own network',
};

/**
 * A row that chooses the method; open, it explains the method and shows its parameters and its
 * network.
 */
export function MethodCard({ info, active }: { info: MethodInfo; active: boolean }) {
  const select = () => setPaneMethod(getState().view.activePane, info.id);
  const pending = useModelText(info.modelId);
  return (
    <article className="method" data-method={info.id} data-active={active}>
      <h4>
        <button type="button" className="method__select" aria-pressed={active} onClick={select}>
          {info.title}
          <span className="muted">{info.method ? (pending ?? info.unit) : info.unit}</span>
        </button>
      </h4>
      {active && info.method && <MethodDetails method={info.method} />}
      {active && info.imported && <ImportedDetails imported={info.imported} />}
    </article>
  );
}

function ImportedDetails({ imported }: { imported: ImportedMethod }) {
  const { fileId, title, isConstant, isInverted, other, turn } = imported;
  return (
    <>
      <p className="muted">
        {isConstant ? 'From a file, the same score everywhere.' : 'Scores from a file.'}
      </p>
      {other && (
        <label className="check">
          <input
            type="checkbox"
            checked={isInverted}
            onChange={(event) => invertScore(title, event.target.checked)}
          />
          Low means unknown
        </label>
      )}
      {turn !== 'none' && (
        <label className="check">
          <input
            type="checkbox"
            checked={turn === 'applied'}
            onChange={(event) => void turnScore(fileId, event.target.checked)}
          />
          Turned as the picture was (EXIF)
        </label>
      )}
    </>
  );
}

function MethodDetails({ method }: { method: NonNullable<MethodInfo['method']> }) {
  const { id, summary, formula, paper, label, model, parameters } = method;
  return (
    <>
      <p>{summary}</p>
      <p className="method__formula">{formula}</p>
      <Parameters id={id} parameters={parameters} />
      <p className="muted">
        <a href={paper.url} target="_blank" rel="noreferrer">
          {paper.title}
        </a>
        <br />
        {paper.authors}, {paper.year}
      </p>
      <ModelState modelId={model} label={LABELS[label]} />
    </>
  );
}

/** What a person may change, unless that stands beside what it belongs to. */
function Parameters({ id, parameters }: Pick<Method, 'id' | 'parameters'>) {
  if (isPrompted(id)) return <p className="muted">Its source and limits are among the prompts.</p>;
  if (answersToWords(id))
    return <p className="muted">Its score, temperature and looks are beside the words.</p>;
  return <MethodParameters methodId={id} parameters={parameters} />;
}
