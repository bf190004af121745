/** Keeps what is opened in this tab, so that a reload brings it back. */
import { notify } from '#src/session/notices';
import { keptHandles } from '#src/session/visit/handles';
import { forgetVisit, keepVisit } from '#src/session/visit/kept-visits';
import { tabName } from '#src/session/visit/tab';
import { projectOf } from '#src/store/project/project-file';
import type { Project } from '#src/store/project/project-schema';
import type { State } from '#src/store/state';
import { getState, patchSession, useStore } from '#src/store/store';

/** Nobody changes so much within it that its loss would be felt. */
const SETTLE_MS = 1000;

/** Local storage is read at once: a first visit needs not wait for a database. */
const MARK = 'anomalens-visited';

export const wasHere = (): boolean => localStorage.getItem(MARK) !== null;

const DEPENDS_ON = [
  (state: State) => state.pictures.order,
  (state: State) => state.pictures.byId,
  (state: State) => state.pictures.selectedId,
  (state: State) => state.prompts.edits,
  (state: State) => state.set.tags,
  (state: State) => state.session.project,
  (state: State) => state.view,
];

/** With pictures of the last visit that are not open yet, so that nothing is lost before they are. */
function projectNow(state: State): Project {
  const project = projectOf(state);
  const missing = state.session.project?.missing ?? [];
  return {
    ...project,
    pictures: [...project.pictures, ...missing],
    shown: project.shown ?? state.session.project?.shown ?? null,
  };
}

export function followVisit(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTold = false;
  const keep = async () => {
    const project = projectNow(getState());
    try {
      const tab = await tabName();
      if (project.pictures.length === 0 && keptHandles().length === 0) {
        if (wasHere()) await forgetVisit(tab);
        return;
      }
      await keepVisit(tab, { project, handles: [...keptHandles()], time: Date.now() });
      localStorage.setItem(MARK, '1');
    } catch (error) {
      console.warn('What is open in this tab is not kept.', error);
      if (isTold || project.pictures.length === 0) return;
      isTold = true;
      notify({
        kind: 'info',
        text: 'This browser keeps nothing for the page: a reload begins anew. Save a project to come back to these pictures.',
      });
    }
  };
  const unsubscribe = useStore.subscribe((state, before) => {
    // What is open now takes its place.
    if (state.session.visit && before.pictures.order.length < state.pictures.order.length)
      patchSession({ visit: null });
    if (DEPENDS_ON.every((part) => part(state) === part(before))) return;
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), SETTLE_MS);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
