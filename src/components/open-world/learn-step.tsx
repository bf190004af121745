import './learn-step.css';
import { useId } from 'react';
import { setKind } from '#src/actions/open-world/edit-draft';
import { cancelLearning, learnDraft } from '#src/actions/open-world/learn-class';
import { OpenWorldError } from '#src/components/open-world/open-world-error';
import { RULE_WORDS } from '#src/components/open-world/rule-words';
import { isRoundOver } from '#src/components/open-world/step-states';
import type { LearntRule } from '#src/core/open-world/learnt';
import { draftOf, draftProblem } from '#src/store/open-world';
import { useStore } from '#src/store/store';

const KINDS: readonly LearntRule['kind'][] = ['prototype', 'head'];

/** NPM or PLM, and the button. */
export function LearnStep() {
  const chosen = useStore((state) => state.openWorld.kind);
  const learning = useStore((state) => state.openWorld.learning);
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
      <OpenWorldError step="learn" />
    </>
  );
}

function LearnButton() {
  const problem = useStore(draftProblem);
  const isNext = useStore(isRoundOver);
  const name = useStore((state) => draftOf(state).name.trim());
  const id = useId();
  return (
    <div className="learn__button">
      <button
        type="button"
        className="button button--primary"
        disabled={problem !== null}
        aria-describedby={id}
        onClick={() => void learnDraft()}
      >
        {name === '' ? 'Learn the class' : `Learn “${name}”`}
      </button>
      {problem !== null && !isNext && (
        <span id={id} className="muted">
          {problem}.
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
