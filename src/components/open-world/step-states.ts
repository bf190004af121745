/** How far a person is. The steps are an order, not a lock: every one stays usable. */
import { draftOf, draftProblem, openWorldPane } from '#src/store/open-world/open-world';
import type { State } from '#src/store/state';

const STEPS = ['find', 'annotate', 'learn', 'segment'] as const;
export type StepName = (typeof STEPS)[number];

function hasDraft(state: State): boolean {
  const { name, shots } = draftOf(state);
  return name.trim() !== '' || shots.length > 0;
}

/** Learnt, and the next class is not begun: then all steps have been gone through. */
export function isRoundOver(state: State): boolean {
  return state.openWorld.classes.length > 0 && !hasDraft(state);
}

export function isDone(state: State, step: StepName): boolean {
  const layer = state.view.panes[openWorldPane(state)]?.layer;
  switch (step) {
    case 'find':
      return layer === 'open-map' || isRoundOver(state);
    case 'annotate':
      return isRoundOver(state) || draftProblem(state) === null;
    case 'learn':
      return isRoundOver(state);
    case 'segment':
      return isRoundOver(state) && (layer === 'open-map' || layer === 'classes');
  }
}

/** The first that is not done; null when all are. */
export function currentStep(state: State): StepName | null {
  return STEPS.find((step) => !isDone(state, step)) ?? null;
}

/**
 * The step that learns, or has failed to: that of the draft, or that of the last class, which is
 * learnt again.
 */
export function placeOfWork(state: State): 'learn' | 'segment' {
  return hasDraft(state) && state.openWorld.error?.code !== 'learnt-unreadable'
    ? 'learn'
    : 'segment';
}

/**
 * Whether there is a pane to annotate in, or something annotated: until then the later steps only
 * say what they are.
 */
export function isUnderWay(state: State): boolean {
  return openWorldPane(state) >= 0 || hasDraft(state);
}
