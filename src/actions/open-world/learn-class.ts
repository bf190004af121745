/** Learning: shots are collected from their open pictures, and a rule comes of them. */
import { currentEngine } from '#src/actions/engine';
import { withCollected } from '#src/actions/open-world/collected-shots';
import { serialiseError } from '#src/core/errors';
import { startHistory } from '#src/core/history';
import type { LearntRule } from '#src/core/open-world/learnt';
import {
  draftOf,
  draftProblem,
  openWorldPane,
  shotsProblem,
  showsLearnt,
} from '#src/store/open-world';
import {
  emptyDraft,
  type OpenWorldSlice,
  type Shot,
  type TaughtClass,
} from '#src/store/open-world-slice';
import { activePane } from '#src/store/selectors';
import { getState, patchOpenWorld, patchView } from '#src/store/store';
import type { LearningProgress, Lesson } from '#src/workers/protocol';

let running: AbortController | null = null;

type Wanted = Pick<Lesson['rule'], 'kind'> & {
  shots: readonly Shot[];
  earlier: readonly LearntRule[];
};

/** Null when it failed or was cancelled; why is in `error`. */
async function learn({ shots, earlier, kind }: Wanted): Promise<Lesson | null> {
  if (running) return null;
  const controller = new AbortController();
  const { signal } = controller;
  running = controller;
  patchOpenWorld({ learning: true, progress: null, error: null });
  try {
    const params = { shotIds: shots.map(({ id }) => id), earlier, kind };
    return await withCollected(
      shots,
      () => currentEngine().request('learnClass', params, { signal }),
      {
        signal,
        onProgress: showProgress,
      },
    );
  } catch (error) {
    if (!signal.aborted) patchOpenWorld({ error: serialiseError(error) });
    return null;
  } finally {
    running = null;
    patchOpenWorld({ learning: false, progress: null });
  }
}

/**
 * What the page or the worker says of the learning under way; the worker's last word may come after
 * the end.
 */
export function showProgress(progress: LearningProgress): void {
  if (running && !running.signal.aborted) patchOpenWorld({ progress });
}

export function cancelLearning(): void {
  running?.abort();
}

function refuse(message: string): void {
  patchOpenWorld({ error: { code: 'option-invalid', message: `${message}.`, retryable: false } });
}

function showOpenMap(): void {
  const state = getState();
  const { panes, activePane: active } = state.view;
  const index = showsLearnt(activePane(state)) ? active : openWorldPane(state);
  patchView({
    panes: panes.map((pane, at) => (at === index ? { ...pane, layer: 'open-map' } : pane)),
  });
}

/** The draft becomes a learnt class, and a new draft begins. */
export async function learnDraft(): Promise<void> {
  const state = getState();
  const problem = draftProblem(state);
  if (problem) {
    refuse(problem);
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

/**
 * The last class once more from its own shots, in this way; earlier ones stay, since later rules
 * know of them.
 */
export async function learnLastAgain(kind: OpenWorldSlice['kind']): Promise<void> {
  const state = getState();
  const { classes } = state.openWorld;
  const last = classes.at(-1);
  if (!last) return;
  if (last.shots.length === 0) {
    refuse(`The annotations of ${last.name} did not come with its file`);
    return;
  }
  const problem = shotsProblem(state, last.shots);
  if (problem) {
    refuse(problem);
    return;
  }
  const earlier = classes.slice(0, -1);
  const lesson = await learn({ shots: last.shots, earlier: earlier.map(({ rule }) => rule), kind });
  if (lesson) patchOpenWorld({ classes: [...earlier, { ...last, ...lesson }] });
}
