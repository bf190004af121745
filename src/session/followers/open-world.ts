/** Keeps what is said of the learnt classes in step with the shown picture. */
import { serialiseError } from '#src/protocol/errors';
import type { Requests } from '#src/protocol/requests';
import { follow } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { forgetAnswers } from '#src/session/open-world/forget-answers';
import {
  type WantedAnswer,
  wantedLabels,
  wantedNumbers,
  wantedSpace,
} from '#src/session/open-world/wanted-answers';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld } from '#src/store/store';

/** Measuring takes longer than drawing: the numbers follow when a slider rests. */
const REST_MS = 300;

type Slot = 'space' | 'measured' | 'trainingLabels';
type Answers = {
  space: Requests['metricSpace']['result'];
  measured: Requests['measureLearnt']['result'];
  trainingLabels: Requests['trainingLabels']['result'];
};

function followAnswer<S extends Slot, W extends WantedAnswer>(
  slot: S,
  wanted: (state: State) => W | null,
  answer: (wanted: W) => Promise<Answers[S]>,
  rest: number,
): () => void {
  return follow<W>({
    wanted,
    known: ({ key }, { openWorld }) => openWorld[slot]?.key === key,
    ask: async (question) => {
      try {
        const result = await answer(question);
        if (getState().view.shownId === question.pictureId)
          patchOpenWorld({ [slot]: { key: question.key, result } });
      } catch (error) {
        patchOpenWorld({ error: serialiseError(error) });
      }
    },
    rest,
  });
}

export function followOpenWorld(): () => void {
  const about = ({ pictureId, learnt }: WantedAnswer) => ({ pictureId, learnt });
  const stops = [
    forgetAnswers(),
    followAnswer('space', wantedSpace, (wanted) => ask('metricSpace', about(wanted)), 0),
    followAnswer(
      'measured',
      wantedNumbers,
      (wanted) => ask('measureLearnt', about(wanted)),
      REST_MS,
    ),
    followAnswer(
      'trainingLabels',
      wantedLabels,
      ({ shot, learnt }) =>
        ask('trainingLabels', { shotId: shot.id, earlier: learnt.map(({ rule }) => rule) }),
      0,
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
