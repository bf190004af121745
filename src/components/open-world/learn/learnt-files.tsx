import { useRef } from 'react';
import { loadLearnt } from '#src/actions/open-world/load-learnt';
import { saveLearnt } from '#src/actions/open-world/save-learnt';
import { FileInput } from '#src/components/ui/file-input';
import { useStore } from '#src/store/store';

/** Saves and loads all learnt classes as one file. */
export function LearntFiles() {
  const picker = useRef<HTMLInputElement>(null);
  const none = useStore((state) => state.openWorld.classes.length === 0);
  const learning = useStore((state) => state.openWorld.learning);
  return (
    <div className="open-world__buttons">
      <button
        type="button"
        className="button button--outlined"
        aria-label="Save the learnt classes"
        disabled={none || learning}
        onClick={saveLearnt}
      >
        Save
      </button>
      <button
        type="button"
        className="button button--outlined"
        aria-label="Load learnt classes"
        disabled={learning}
        onClick={() => picker.current?.click()}
      >
        Load
      </button>
      <FileInput
        ref={picker}
        label="Learnt classes"
        accept=".json,application/json"
        onFiles={([file]) => {
          if (file) void loadLearnt(file);
        }}
      />
    </div>
  );
}
