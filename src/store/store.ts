import { create } from 'zustand';
import { subscribeWithSelector } from 'zustand/middleware';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { initialState } from '#src/store/initial-state';
import type { PictureResult } from '#src/store/results-slice';
import type { ListedPicture, State } from '#src/store/state';

/**
 * The one store. Actions write it through the helpers below; regions read it through selectors.
 */
export const useStore = create<State>()(subscribeWithSelector(() => initialState()));

export const getState = useStore.getState;

export function patchView(patch: Partial<State['view']>): void {
  useStore.setState((state) => ({ view: { ...state.view, ...patch } }));
}

export function patchSession(patch: Partial<State['session']>): void {
  useStore.setState((state) => ({ session: { ...state.session, ...patch } }));
}

export function patchResults(patch: Partial<State['results']>): void {
  useStore.setState((state) => ({ results: { ...state.results, ...patch } }));
}

export function patchBenchmark(patch: Partial<State['benchmark']>): void {
  useStore.setState((state) => ({ benchmark: { ...state.benchmark, ...patch } }));
}

export function patchDrives(patch: Partial<State['drives']>): void {
  useStore.setState((state) => ({ drives: { ...state.drives, ...patch } }));
}

/** Changes one drive; does nothing when it has been closed meanwhile. */
export function patchDrive(id: string, patch: Partial<OpenDrive>): void {
  const { byId } = getState().drives;
  const drive = byId[id];
  if (drive) patchDrives({ byId: { ...byId, [id]: { ...drive, ...patch } } });
}

export function patchMeta(patch: Partial<State['meta']>): void {
  useStore.setState((state) => ({ meta: { ...state.meta, ...patch } }));
}

export function patchNames(patch: Partial<State['names']>): void {
  useStore.setState((state) => ({ names: { ...state.names, ...patch } }));
}

export function patchOpenWorld(patch: Partial<State['openWorld']>): void {
  useStore.setState((state) => ({ openWorld: { ...state.openWorld, ...patch } }));
}

export function patchRegion(patch: Partial<State['region']>): void {
  useStore.setState((state) => ({ region: { ...state.region, ...patch } }));
}

export function patchSet(patch: Partial<State['set']>): void {
  useStore.setState((state) => ({ set: { ...state.set, ...patch } }));
}

export function patchWords(patch: Partial<State['words']>): void {
  useStore.setState((state) => ({ words: { ...state.words, ...patch } }));
}

export function patchPictures(patch: Partial<State['pictures']>): void {
  useStore.setState((state) => ({ pictures: { ...state.pictures, ...patch } }));
}

export function patchPrompts(patch: Partial<State['prompts']>): void {
  useStore.setState((state) => ({ prompts: { ...state.prompts, ...patch } }));
}

export function patchQuestions(patch: Partial<State['questions']>): void {
  useStore.setState((state) => ({ questions: { ...state.questions, ...patch } }));
}

/** Changes one picture; does nothing when it has been removed meanwhile. */
export function patchPicture(id: string, patch: Partial<ListedPicture>): void {
  useStore.setState((state) => {
    const entry = state.pictures.byId[id];
    if (!entry) return state;
    return {
      pictures: {
        ...state.pictures,
        byId: { ...state.pictures.byId, [id]: { ...entry, ...patch } },
      },
    };
  });
}

export function setPictureResult(id: string, result: PictureResult): void {
  patchResults({ byPicture: { ...getState().results.byPicture, [id]: result } });
}

export function patchChanges(patch: Partial<State['changes']>): void {
  useStore.setState((state) => ({ changes: { ...state.changes, ...patch } }));
}
