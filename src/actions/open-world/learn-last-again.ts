import { learn, refuseLearning } from '#src/session/open-world/learning';
import { shotsProblem } from '#src/store/open-world/open-world';
import type { OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

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
    refuseLearning(`The annotations of ${last.name} did not come with its file`);
    return;
  }
  const problem = shotsProblem(state, last.shots);
  if (problem) {
    refuseLearning(problem);
    return;
  }
  const earlier = classes.slice(0, -1);
  const lesson = await learn({ shots: last.shots, earlier: earlier.map(({ rule }) => rule), kind });
  if (lesson) patchOpenWorld({ classes: [...earlier, { ...last, ...lesson }] });
}
