import { metricHeadMethod } from '#src/methods/capabilities';
import { saveBlob } from '#src/session/save-blob';
import { summaryOf } from '#src/store/models';
import { formatLearnt } from '#src/store/open-world/learnt-schema';
import { getState } from '#src/store/store';

export function saveLearnt(): void {
  const state = getState();
  const network = summaryOf(state, metricHeadMethod.model);
  const { classes } = state.openWorld;
  if (!network || classes.length === 0) return;
  saveBlob(
    new Blob([formatLearnt(network.sha256, classes)], { type: 'application/json' }),
    'learnt-classes.json',
  );
}
