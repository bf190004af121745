import { useState } from 'react';
import { answerEncoding } from '#src/actions/labels/answer-encoding';
import { ENCODING_WORDS } from '#src/components/ground-truth/encoding-words';
import type { QuestionsSlice } from '#src/store/state';
import { useStore } from '#src/store/store';

export function EncodingForm({ question }: { question: NonNullable<QuestionsSlice['encoding']> }) {
  const { pictureIds, candidates, current } = question;
  const [chosen, setChosen] = useState(current);
  const first = useStore(
    (state) => state.pictures.byId[pictureIds[0] ?? '']?.label?.fileName ?? 'the label',
  );
  const others = pictureIds.length - 1;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answerEncoding(chosen);
      }}
    >
      <h2 id="label-dialog-title">What do the values mean?</h2>
      <p className="muted">
        {first}
        {others > 0 && ` and ${others} more of the same folder`}: the values allow more than one
        reading.
      </p>
      <fieldset className="label-dialog__list">
        <legend className="visually-hidden">Meaning of the values</legend>
        {candidates.map((candidate) => (
          <label key={candidate} className="label-dialog__choice">
            <input
              type="radio"
              name="encoding"
              value={candidate}
              checked={candidate === chosen}
              onChange={() => setChosen(candidate)}
            />
            {ENCODING_WORDS[candidate]}
          </label>
        ))}
      </fieldset>
      <footer className="label-dialog__buttons">
        <button type="submit" className="button button--primary">
          Use this reading
        </button>
      </footer>
    </form>
  );
}
