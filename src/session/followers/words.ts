/** Keeps what is said of typed words in step with them and with the shown picture. */
import { wordsMethod } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import { follow, type Wanted } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { shownResult } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { patchWords, useStore } from '#src/store/store';
import { wantedReadings, wantedSightings } from '#src/store/words/words';

interface Question<P> extends Wanted {
  /** By what its answer is known. */
  answerKey: string;
  params: P;
}

/** What has failed is asked again once words have given a score: what they lacked has come by then. */
function question<P>(params: P | null, state: State): Question<P> | null {
  const hasScore = wordsMethod !== null && shownResult(state)?.scores[wordsMethod.id] !== undefined;
  const answerKey = JSON.stringify(params);
  const isRepeated = state.words.error !== null && hasScore;
  return params && { key: isRepeated ? `${answerKey} again` : answerKey, answerKey, params };
}

function followAnswer<S extends 'readings' | 'sightings', P>(
  slot: S,
  wanted: (state: State) => P | null,
  answer: (params: P) => Promise<NonNullable<State['words'][S]>['result']>,
): () => void {
  return follow<Question<P>>({
    wanted: (state) => question(wanted(state), state),
    known: ({ answerKey }, { words }) => words[slot]?.key === answerKey,
    ask: async ({ answerKey, params }) => {
      try {
        patchWords({ [slot]: { key: answerKey, result: await answer(params) }, error: null });
      } catch (error) {
        patchWords({ error: serialiseError(error) });
      }
    },
    rest: 0,
  });
}

export function followWords(): () => void {
  const ends = [
    followAnswer('readings', wantedReadings, (params) => ask('readWords', params)),
    followAnswer('sightings', wantedSightings, (params) => ask('promptSightings', params)),
    useStore.subscribe(
      ({ view }) => view.shownId,
      () => patchWords({ map: null }),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}
