import { notify } from '#src/session/notices';
import { takeLinkedView } from '#src/session/own-network/awaited-networks';
import { parseHash } from '#src/store/address/url-state';
import { parseProject } from '#src/store/project/project-schema';
import { getState, patchSession } from '#src/store/store';

/** Looks at things as the project does; its pictures are waited for (`followers/awaited-project`). */
export async function takeProject(file: File): Promise<void> {
  const project = parseProject(await file.text());
  if (!project) {
    const text = `${file.name} is no project of this version of the page, or it is damaged.`;
    notify({ kind: 'error', text });
    return;
  }
  takeLinkedView(parseHash(project.view));
  const { pictures, shown } = project;
  patchSession({ project: { name: file.name, shown, missing: pictures } });
  const missing = getState().session.project?.missing.length ?? 0;
  if (missing === 0) return;
  const which = missing === 1 ? (pictures[0]?.name ?? '') : `its ${missing} pictures`;
  notify({
    kind: 'info',
    text: `${file.name} is opened. It holds no pixels: open ${which}, or the folder that holds them.`,
  });
}
