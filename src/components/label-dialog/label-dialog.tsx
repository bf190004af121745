import './label-dialog.css';
import { answerFolder } from '#src/actions/labels/answer-folder';
import { answerPairs } from '#src/actions/labels/answer-pairs';
import { leaveReadingOpen } from '#src/actions/labels/leave-reading-open';
import { FolderForm } from '#src/components/label-dialog/folder-form';
import { PairForm } from '#src/components/label-dialog/pair-form';
import { ReadingForm } from '#src/components/label-dialog/reading-form';
import { Dialog } from '#src/components/ui/dialog';
import { useStore } from '#src/store/store';

/** Asks what only a person can know about labels: whose they are, and what their values mean. */
export function LabelDialog() {
  const { pairs, reading, folders } = useStore((state) => state.questions);
  if (folders)
    return (
      <Dialog
        title="Which folder holds the labels?"
        className="label-dialog"
        onClose={() => answerFolder(null)}
      >
        <FolderForm folders={folders} />
      </Dialog>
    );
  if (pairs.length > 0)
    return (
      <Dialog
        title="Which label belongs to which picture?"
        className="label-dialog"
        onClose={() => answerPairs({})}
      >
        <PairForm pairs={pairs} />
      </Dialog>
    );
  return (
    <Dialog
      title="What do the values of the labels mean?"
      className="label-dialog label-dialog--wide"
      onClose={leaveReadingOpen}
    >
      {reading && <ReadingForm key={reading.serial} question={reading} />}
    </Dialog>
  );
}
