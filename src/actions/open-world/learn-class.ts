/** Learning: shots are collected from their open pictures, and a rule comes of them. */
import { currentEngine } from '#src/actions/engine';
import { ensureLoaded, isEngineLoss } from '#src/actions/load-picture';
import { forgetCollected, isCollected, setCollected } from '#src/actions/open-world/collected-shots';
import { forgetResident } from '#src/actions/residents';
import { AnomalensError, serialiseError } from '#src/core/errors';
import { startHistory } from '#src/core/history';
import type { LearntRule } from '#src/core/open-world/learnt';
import { throwIfCancelled } from '#src/core/task-queue';
import { draftOf, draftProblem, openPictureOf, openWorldPane, shotsProblem, showsLearnt } from '#src/store/open-world';
import { emptyDraft, type OpenWorldSlice, type Shot, type TaughtClass } from '#src/store/open-world-slice';
import { activePane } from '#src/store/selectors';
import { getState, patchOpenWorld, patchView } from '#src/store/store';
import type { Lesson } from '#src/workers/protocol';

let running: AbortController | null = null;

async function collect(shot: Shot, signal: AbortSignal): Promise<void> {
  const pictureId = openPictureOf(getState(), shot);
  if (!pictureId) throw new AnomalensError('picture-unknown', `${shot.picture.name} is no longer open.`);
  await ensureLoaded(pictureId);
  try {
    await currentEngine().request('collectShot', { shotId: shot.id, pictureId, mask: shot.mask }, { signal });
  } catch (error) {
    if (serialiseError(error).code === 'picture-unknown') forgetResident(pictureId); // dropped under memory pressure
    throw error;
  }
  setCollected(shot);
}

type Wanted = Pick<Lesson['rule'], 'kind'> & { shots: readonly Shot[]; earlier: readonly LearntRule[] };

async function learnOnce({ shots, earlier, kind }: Wanted, signal: AbortSignal): Promise<Lesson> {
  // One after another: each may need its network run.
  for (const shot of shots) {
    throwIfCancelled(signal);
    if (!isCollected(shot)) await collect(shot, signal);
  }
  throwIfCancelled(signal);
  return currentEngine().request('learnClass', { shotIds: shots.map(({ id }) => id), earlier, kind }, { signal });
}

/** A new worker has no shots, and one that ran out of memory no picture: everything once more helps. */
function helpsAgain(error: unknown): boolean {
  const { code } = serialiseError(error);
  return code === 'shot-unknown' || code === 'picture-unknown' || isEngineLoss(error);
}

/** Null when it failed or was cancelled; why is in `error`. */
async function learn(wanted: Wanted): Promise<Lesson | null> {
  if (running) return null;
  const controller = new AbortController();
  const { signal } = controller;
  running = controller;
  patchOpenWorld({ learning: true, error: null });
  try {
    try {
      return await learnOnce(wanted, signal);
    } catch (error) {
      if (signal.aborted || !helpsAgain(error)) throw error;
      forgetCollected();
      return await learnOnce(wanted, signal);
    }
  } catch (error) {
    if (!signal.aborted) patchOpenWorld({ error: serialiseError(error) });
    return null;
  } finally {
    running = null;
    patchOpenWorld({ learning: false });
  }
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
  patchView({ panes: panes.map((pane, at) => (at === index ? { ...pane, layer: 'open-map' } : pane)) });
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
  const taught: TaughtClass = { name: name.trim(), colour, shots, shotCount: shots.length, ...lesson };
  patchOpenWorld({ classes: [...classes, taught], draft: startHistory(emptyDraft([...classes, taught])), stroke: [] });
  showOpenMap();
}

/** The last class once more from its own shots, in this way; earlier ones stay, since later rules know of them. */
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
