import './method-panel.css';
import { setPaneMethod } from '#src/actions/choose-method';
import { setTemperature } from '#src/actions/set-temperature';
import { availableMethods, type MethodInfo } from '#src/store/method-info';
import { activeMethod, shownResult } from '#src/store/selectors';
import { getState, useStore } from '#src/store/store';

const LABELS = {
  official: 'As published',
  're-trained small': 'Re-trained, small network',
  approximation: 'Approximation',
};

/** One card per method; the active pane's is open. */
export function MethodPanel() {
  const active = useStore(activeMethod);
  const result = useStore(shownResult);
  return (
    <section className="panel" data-panel="method" aria-label="Methods">
      <h2 className="panel__title">Method</h2>
      <div className="methods">
        {availableMethods(result).map((info) => (
          <MethodCard key={info.id} info={info} active={info.id === active.id} />
        ))}
      </div>
    </section>
  );
}

function MethodCard({ info, active }: { info: MethodInfo; active: boolean }) {
  const select = () => setPaneMethod(getState().view.activePane, info.id);
  return (
    <article className="method" data-method={info.id} data-active={active}>
      <h3>
        <button type="button" className="method__select" aria-pressed={active} onClick={select}>
          {info.title}
          <span className="muted">{info.unit}</span>
        </button>
      </h3>
      {active && info.method && <MethodDetails method={info.method} />}
      {active && info.hasTemperature && <Temperature methodId={info.id} />}
      {active && !info.method && <p className="muted">Scores from a file; higher is taken as more anomalous.</p>}
    </article>
  );
}

function MethodDetails({ method }: { method: NonNullable<MethodInfo['method']> }) {
  const { summary, formula, paper, label, model } = method;
  return (
    <>
      <p>{summary}</p>
      <p className="method__formula">{formula}</p>
      <p className="muted">
        <a href={paper.url} target="_blank" rel="noreferrer">
          {paper.title}
        </a>
        <br />
        {paper.authors}, {paper.year}
      </p>
      <p className="muted">
        {LABELS[label]}: {model}
      </p>
    </>
  );
}

function Temperature({ methodId }: { methodId: string }) {
  const temperature = useStore((state) => state.view.temperatures[methodId] ?? 1);
  return (
    <label className="row">
      Temperature
      <input
        className="field method__temperature"
        type="number"
        min={0.1}
        max={100}
        step={0.1}
        value={temperature}
        onChange={(event) => setTemperature(methodId, event.target.valueAsNumber)}
      />
    </label>
  );
}
