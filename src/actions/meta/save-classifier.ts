import { saveBlob } from '#src/session/save-blob';
import { activeClassifier } from '#src/store/classifiers';
import { getState } from '#src/store/store';

/** Saves the classifier in use for the active method. */
export function saveClassifier(): void {
  const classifier = activeClassifier(getState());
  if (!classifier) return;
  const text = `${JSON.stringify(classifier.model, null, 2)}\n`;
  saveBlob(new Blob([text], { type: 'application/json' }), `${classifier.model.method}.meta.json`);
}
