import './learn-step.css';
import { useId } from 'react';
import { setKind } from '#src/actions/open-world/edit-draft';
import { cancelLearning, learnDraft } from '#src/actions/open-world/learn-class';
import { RULE_WORDS } from '#src/components/open-world/rule-words';
import { Icon } from '#src/components/ui/icon';
import type { LearntRule } from '#src/core/open-world/learnt';
import { draftOf, draftProblem } from '#src/store/open-world';
import { useStore } from '#src/store/store';

const KINDS: readonly LearntRule['kind'][] = ['prototype', 'head'];

/** NPM or PLM, and the button. */
export function LearnStep() {
  const chosen = useStore((state) => state.openWorld.kind);
  const learning = useStore((state) => state.openWorld.learning);
  const error = useStore((state) => state.openWorld.error);
  const name = useId();
  return (
    <>
      <fieldset className="learn__kinds" aria-label="How to learn">
        {KINDS.map((kind) => (
          <label key={kind} className="learn__kind" data-chosen={kind === chosen} title={RULE_WORDS[kind].what}>
            <input type="radio" name={name} checked={kind === chosen} disabled={learning} onChange={() => setKind(kind)} />
            <span>
              {RULE_WORDS[kind].method} <span className="learn__rule">{RULE_WORDS[kind].name}</span>
            </span>
            <span className="muted">{RULE_WORDS[kind].wait}</span>
          </label>
        ))}
      </fieldset>
      <p className="muted">{RULE_WORDS[chosen].what}</p>
      {learning ? <Progress /> : <LearnButton />}
      {error && (
        <p className="learn__error" role="alert">
          <Icon name="warning" />
          <span>{error.message}</span>
        </p>
      )}
    </>
  );
}

function LearnButton() {
  const problem = useStore(draftProblem);
  const name = useStore((state) => draftOf(state).name.trim());
  const id = useId();
  return (
    <div className="learn__button">
      <button
        type="button"
        className="button button--primary"
        disabled={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        onClick={() => void learnDraft()}
      >
        {name === '' ? 'Learn the class' : `Learn “${name}”`}
      </button>
      {problem !== null && (
        <span id={id} className="muted">
          {problem}
        </span>
      )}
    </div>
  );
}

function Progress() {
  return (
    <div className="learn__progress" role="status">
      <span>Learning…</span>
      <button type="button" className="button button--outlined" onClick={cancelLearning}>
        Cancel
      </button>
    </div>
  );
}
