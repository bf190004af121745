import { useState } from 'react';
import { answerPairs } from '#src/actions/labels/answer-pairs';
import { choosePicture, type PairMapping } from '#src/components/label-dialog/pair-mapping';
import type { PairQuestion } from '#src/store/state';
import { useStore } from '#src/store/store';

export function PairForm({ pairs }: { pairs: readonly PairQuestion[] }) {
  const [mapping, setMapping] = useState<PairMapping>({});
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answerPairs(mapping);
      }}
    >
      <p className="muted">
        More than one file has the same name. A label without a picture is not used.
      </p>
      <div className="label-dialog__list">
        {pairs.map((question) => (
          <PairChoice
            key={question.id}
            question={question}
            chosen={mapping[question.id] ?? null}
            onChoose={(pictureId) => setMapping(choosePicture(mapping, question.id, pictureId))}
          />
        ))}
      </div>
      <footer className="label-dialog__buttons">
        <button type="button" className="button button--outlined" onClick={() => answerPairs({})}>
          Use none
        </button>
        <button
          type="submit"
          className="button button--primary"
          disabled={!Object.values(mapping).some((picture) => picture !== null)}
        >
          Use as ground truth
        </button>
      </footer>
    </form>
  );
}

interface ChoiceProps {
  question: PairQuestion;
  chosen: string | null;
  onChoose: (pictureId: string | null) => void;
}

function PairChoice({ question, chosen, onChoose }: ChoiceProps) {
  const byId = useStore((state) => state.pictures.byId);
  const { fileName, pictureIds } = question;
  return (
    <label className="label-dialog__pair">
      <span>{fileName}</span>
      <select
        className="field"
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.target.value || null)}
      >
        <option value="">No picture</option>
        {pictureIds.map((id, index) =>
          byId[id] ? (
            <option key={id} value={id}>
              {byId[id].name}
              {isTwin(id) && ` (${index + 1})`}
            </option>
          ) : null,
        )}
      </select>
    </label>
  );

  /** Pictures of one name can only be told apart by their place in the list. */
  function isTwin(id: string): boolean {
    return pictureIds.some((other) => other !== id && byId[other]?.name === byId[id]?.name);
  }
}
