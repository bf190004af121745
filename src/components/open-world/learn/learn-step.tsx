import './learn-step.css';
import { useId } from 'react';
import { learnDraft } from '#src/actions/open-world/learn-draft';
import { setKind } from '#src/actions/open-world/set-kind';
import { LearningProgressLine } from '#src/components/open-world/learn/learning-progress';
import { RULE_WORDS } from '#src/components/open-world/learn/rule-words';
import { TrainingLabelsToggle } from '#src/components/open-world/learn/training-labels-toggle';
import { OpenWorldError } from '#src/components/open-world/open-world-error';
import { isRoundOver, placeOfWork } from '#src/components/open-world/step-states';
import type { LearntRule } from '#src/core/open-world/learnt';
import { draftOf, draftProblem } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

const KINDS: readonly LearntRule['kind'][] = ['prototype', 'head'];

/** NPM or PLM, and the button. */
export function LearnStep() {
  const chosen = useStore((state) => state.openWorld.kind);
  const learning = useStore((state) => state.openWorld.learning);
  const isHere = useStore((state) => state.openWorld.learning && placeOfWork(state) === 'learn');
  const name = useId();
  return (
    <>
      <fieldset className="learn__kinds" aria-label="How to learn">
        {KINDS.map((kind) => (
          <label
            key={kind}
            className="learn__kind"
            data-chosen={kind === chosen}
            title={RULE_WORDS[kind].what}
          >
            <input
              type="radio"
              name={name}
              checked={kind === chosen}
              disabled={learning}
              onChange={() => setKind(kind)}
            />
            <span>
              {RULE_WORDS[kind].method} <span className="learn__rule">{RULE_WORDS[kind].name}</span>
            </span>
            <span className="muted">{RULE_WORDS[kind].wait}</span>
          </label>
        ))}
      </fieldset>
      <p className="muted">{RULE_WORDS[chosen].what}</p>
      <TrainingLabelsToggle />
      {isHere ? <LearningProgressLine /> : <LearnButton />}
      <OpenWorldError step="learn" />
    </>
  );
}

function LearnButton() {
  const problem = useStore(draftProblem);
  const isNext = useStore(isRoundOver);
  const learning = useStore((state) => state.openWorld.learning);
  const name = useStore((state) => draftOf(state).name.trim());
  const id = useId();
  return (
    <div className="learn__button">
      <button
        type="button"
        className="button button--primary"
        disabled={problem !== null || learning}
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
