/** Gives the pictures of an opened project what it knows of them, as they are opened. */
import { startHistory } from '#src/core/history';
import { notify } from '#src/session/notices';
import type { ProjectPicture } from '#src/store/project/project-schema';
import {
  getState,
  patchPrompts,
  patchSession,
  patchSet,
  patchView,
  useStore,
} from '#src/store/store';

function give(pictureId: string, { tags, prompts }: ProjectPicture): void {
  const { set, prompts: slice } = getState();
  if (tags.length > 0) patchSet({ tags: { ...set.tags, [pictureId]: tags } });
  if (prompts) patchPrompts({ edits: { ...slice.edits, [pictureId]: startHistory(prompts) } });
}

/** @param select shows a picture of the list. */
export function followAwaitedProject(select: (id: string) => Promise<void>): () => void {
  return useStore.subscribe((state, before) => {
    const { project } = state.session;
    if (!project || (state.pictures === before.pictures && project === before.session.project))
      return;
    const { order, byId } = state.pictures;
    const found = project.missing.flatMap((picture) => {
      const id = order.find((one) => byId[one]?.identity === picture.identity);
      return id === undefined ? [] : [{ id, picture }];
    });
    if (found.length === 0 && project.missing.length > 0) return;
    const missing = project.missing.filter((one) => !found.some(({ picture }) => picture === one));
    patchSession({ project: missing.length > 0 ? { ...project, missing } : null });
    for (const { id, picture } of found) give(id, picture);
    const shown = found.find(({ picture }) => picture.identity === project.shown);
    if (shown) {
      const { zoom } = getState().view; // of the project; another picture is fitted
      void select(shown.id).then(() => patchView({ zoom }));
    }
    if (missing.length === 0 && found.length > 0)
      notify({ kind: 'info', text: `All pictures of ${project.name} are open.` });
  });
}
