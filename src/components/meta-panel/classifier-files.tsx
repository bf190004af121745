import { useRef } from 'react';
import { dropClassifier } from '#src/actions/meta/drop-classifier';
import { loadClassifier } from '#src/actions/meta/load-classifier';
import { saveClassifier } from '#src/actions/meta/save-classifier';
import { FileInput } from '#src/components/ui/file-input';
import { activeClassifier, shippedClassifier } from '#src/store/classifiers';
import { activeMethod } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Saves, loads and takes back the classifier of the active method. */
export function ClassifierFiles() {
  const picker = useRef<HTMLInputElement>(null);
  const methodId = useStore((state) => activeMethod(state).id);
  const none = useStore((state) => activeClassifier(state) === null);
  const isOwn = useStore((state) => state.meta.own[methodId] !== undefined);
  return (
    <div className="meta__buttons">
      <button
        type="button"
        className="button button--outlined"
        aria-label="Save the meta classifier"
        disabled={none}
        onClick={saveClassifier}
      >
        Save
      </button>
      <button
        type="button"
        className="button button--outlined"
        aria-label="Load a meta classifier"
        onClick={() => picker.current?.click()}
      >
        Load
      </button>
      {isOwn && (
        <button
          type="button"
          className="button button--outlined"
          onClick={() => dropClassifier(methodId)}
        >
          {shippedClassifier(methodId) ? 'Restore shipped' : 'Remove'}
        </button>
      )}
      <FileInput
        ref={picker}
        label="Meta classifier"
        accept=".json,application/json"
        onFiles={([file]) => {
          if (file) void loadClassifier(file);
        }}
      />
    </div>
  );
}
