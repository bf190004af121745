import '#src/components/ui/dialog.css';
import './label-dialog.css';
import { useEffect, useRef } from 'react';
import { answerEncoding } from '#src/actions/labels/answer-encoding';
import { answerPairs } from '#src/actions/labels/answer-pairs';
import { EncodingForm } from '#src/components/label-dialog/encoding-form';
import { PairForm } from '#src/components/label-dialog/pair-form';
import { useStore } from '#src/store/store';

/** Asks what only a person can know about labels: whose they are, and what their values mean. */
export function LabelDialog() {
  const { pairs, encoding } = useStore((state) => state.questions);
  const dialog = useRef<HTMLDialogElement>(null);
  const open = pairs.length > 0 || encoding !== null;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  // Without an answer labels in question are not used, and values are read as suggested.
  const dismiss = () => {
    if (pairs.length > 0) answerPairs({});
    if (encoding) answerEncoding(encoding.current);
  };
  return (
    <dialog
      ref={dialog}
      className="dialog label-dialog"
      aria-labelledby="label-dialog-title"
      onClose={dismiss}
    >
      {pairs.length > 0 && <PairForm pairs={pairs} />}
      {pairs.length === 0 && encoding && (
        <EncodingForm key={encoding.pictureIds.join()} question={encoding} />
      )}
    </dialog>
  );
}
