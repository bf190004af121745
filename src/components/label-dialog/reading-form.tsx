import { useState } from 'react';
import { answerReading } from '#src/actions/labels/answer-reading';
import { leaveReadingOpen } from '#src/actions/labels/leave-reading-open';
import { ReadingChoices } from '#src/components/label-dialog/reading-choices';
import { ReadingPreview } from '#src/components/label-dialog/reading-preview';
import { ValueTable } from '#src/components/label-dialog/value-table';
import { formatCount } from '#src/components/ui/numbers';
import type { OpenReason } from '#src/core/ground-truth/decide-reading';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { suggestReadings } from '#src/core/ground-truth/suggest-readings';
import type { ReadingQuestion } from '#src/store/state';

const REASONS: Record<OpenReason, string> = {
  'mask-or-void':
    'Found: 255 and no other id beside 0. It is an object in some data sets, void in others.',
  'mask-in-part':
    'Found: folders with 255 and no other id beside 0, while the others mark another id. It is an object in some data sets, void in others.',
  'several-ids': 'Found: several ids, which no name of a file or folder explains.',
  'one-id': 'Found: a single id and no 0 beside it.',
  colours: 'Found: colours. Which of them are unknown objects?',
  soft: 'Found: many greys, like a mask with soft edges.',
  alpha: 'Found: an alpha channel, which may be the mask.',
  names: 'Found: drawn shapes with names. Which of them are unknown objects?',
};

/** What is found, ways to read it, and what each would count on a picture. */
export function ReadingForm({ question }: { question: ReadingQuestion }) {
  const { reason, values, current, labels, opened } = question;
  const [suggestions] = useState(() => suggestReadings(values));
  const [chosen, setChosen] = useState<LabelReading>(
    () => current ?? (suggestions[0]?.reading as LabelReading),
  );
  const whose = labels === 1 ? 'One label' : `${formatCount(labels)} labels`;
  return (
    <form
      className="reading"
      onSubmit={(event) => {
        event.preventDefault();
        answerReading(chosen);
      }}
    >
      <p className="muted">
        {whose}
        {opened && ` of ${opened}`}. {reason && REASONS[reason]}
      </p>
      <div className="reading__body">
        <div className="reading__preview">
          <ReadingPreview reading={chosen} values={values} />
        </div>
        <div className="reading__choices">
          <ReadingChoices
            values={values}
            suggestions={suggestions}
            chosen={chosen}
            onChoose={setChosen}
          />
          <ValueTable values={values} reading={chosen} onChange={setChosen} />
        </div>
      </div>
      <footer className="label-dialog__buttons">
        <button type="button" className="button button--outlined" onClick={leaveReadingOpen}>
          {current ? 'Cancel' : 'Decide later'}
        </button>
        <button type="submit" className="button button--primary">
          {labels === 1 ? 'Read it like this' : `Read all ${formatCount(labels)} like this`}
        </button>
      </footer>
    </form>
  );
}
