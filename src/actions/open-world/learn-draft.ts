import { startHistory } from '#src/core/history';
import { learn, refuseLearning } from '#src/session/open-world/learning';
import {
  draftOf,
  draftProblem,
  openWorldPane,
  showsLearnt,
} from '#src/store/open-world/open-world';
import { emptyDraft, type TaughtClass } from '#src/store/open-world/open-world-slice';
import { activePane } from '#src/store/selectors';
import { getState, patchOpenWorld, patchView } from '#src/store/store';

function showOpenMap(): void {
  const state = getState();
  const { panes, activePane: active } = state.view;
  const index = showsLearnt(activePane(state)) ? active : openWorldPane(state);
  patchView({
    panes: panes.map((pane, paneIndex) =>
      paneIndex === index ? { ...pane, layer: 'open-map' } : pane,
    ),
  });
}

/** The draft becomes a learnt class, and a new draft begins. */
export async function learnDraft(): Promise<void> {
  const state = getState();
  const problem = draftProblem(state);
  if (problem) {
    refuseLearning(problem);
    return;
  }
  const { name, colour, shots } = draftOf(state);
  const { classes, kind } = state.openWorld;
  const lesson = await learn({ shots, earlier: classes.map(({ rule }) => rule), kind });
  if (!lesson) return;
  const taught: TaughtClass = {
    name: name.trim(),
    colour,
    shots,
    shotCount: shots.length,
    ...lesson,
  };
  patchOpenWorld({
    classes: [...classes, taught],
    draft: startHistory(emptyDraft([...classes, taught])),
    stroke: [],
    wantsTrainingLabels: false,
  });
  showOpenMap();
}
