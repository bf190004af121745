import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { projectOf } from '#src/store/project/project-file';
import { PROJECT_ENDING } from '#src/store/project/project-schema';
import { getState } from '#src/store/store';

/** View, thresholds, tags and prompts of the opened pictures in a file, without a pixel. */
export function saveProject(): void {
  const project = projectOf(getState());
  const text = `${JSON.stringify(project, null, 1)}\n`;
  saveBlob(new Blob([text], { type: 'application/json' }), `project${PROJECT_ENDING}`);
  const left = getState().pictures.order.length - project.pictures.length;
  if (left > 0)
    notify({
      kind: 'info',
      text: `Saved, without ${left} of the list: samples, frames, and what has not been read yet are not in it.`,
    });
}
