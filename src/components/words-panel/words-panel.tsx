import './words-panel.css';
import { answerToWords } from '#src/actions/words/answer-to-words';
import { redoWords } from '#src/actions/words/redo-words';
import { undoWords } from '#src/actions/words/undo-words';
import { MethodParameters } from '#src/components/method-panel/method-parameters';
import { Icon } from '#src/components/ui/icon';
import { KnownClasses } from '#src/components/words-panel/known-classes';
import { LookedFor } from '#src/components/words-panel/looked-for';
import { Refusal } from '#src/components/words-panel/refusal';
import { wordsMethod } from '#src/methods/capabilities';
import { useStore } from '#src/store/store';
import { showsWords } from '#src/store/words/words';

/** What the words' network is asked for: what a person looks for, and what is known. */
export function WordsPanel() {
  const isShown = useStore(showsWords);
  return (
    <section className="panel" aria-label="Words">
      <h2 className="panel__title">
        Words
        {isShown && <Steps />}
      </h2>
      {isShown ? <Words /> : <Introduction />}
    </section>
  );
}

function Introduction() {
  return (
    <div className="words">
      <p className="muted">
        Type what you are looking for, and say by words what is known: a network that compares each
        place with words answers at once, without training.
      </p>
      <button type="button" className="button button--outlined" onClick={answerToWords}>
        Answer to words
      </button>
    </div>
  );
}

function Steps() {
  const canUndo = useStore(({ words }) => (words.history?.past.length ?? 0) > 0);
  const canRedo = useStore(({ words }) => (words.history?.future.length ?? 0) > 0);
  return (
    <span className="words__steps">
      <button
        type="button"
        className="button"
        aria-label="Undo the change of words"
        title="Undo (Ctrl+Z)"
        disabled={!canUndo}
        onClick={undoWords}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="button"
        aria-label="Redo the change of words"
        title="Redo (Ctrl+Shift+Z)"
        disabled={!canRedo}
        onClick={redoWords}
      >
        <Icon name="redo" />
      </button>
    </span>
  );
}

function Words() {
  const error = useStore((state) => state.words.error);
  return (
    <div className="words">
      {error && (
        <p className="words__refusal" role="alert">
          {error.message}
        </p>
      )}
      <LookedFor />
      {wordsMethod && (
        <section className="words__part" aria-label="Score of words">
          <h3 className="words__title">Score</h3>
          <MethodParameters methodId={wordsMethod.id} parameters={wordsMethod.parameters} />
        </section>
      )}
      <KnownClasses />
      <Refusal place={null} />
    </div>
  );
}
