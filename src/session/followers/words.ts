/** Keeps what is said of typed words in step with them and with the shown picture. */
import { serialiseError } from '#src/protocol/errors';
import { follow, type Wanted } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import type { State } from '#src/store/state';
import { patchWords, useStore } from '#src/store/store';
import { wantedReadings, wantedSightings } from '#src/store/words/words';

interface Question<P> extends Wanted {
  params: P;
}

const question = <P>(params: P | null): Question<P> | null =>
  params && { key: JSON.stringify(params), params };

function followAnswer<S extends 'readings' | 'sightings', P>(
  slot: S,
  wanted: (state: State) => P | null,
  answer: (params: P) => Promise<NonNullable<State['words'][S]>['result']>,
): () => void {
  return follow<Question<P>>({
    wanted: (state) => question(wanted(state)),
    known: ({ key }, { words }) => words[slot]?.key === key,
    ask: async ({ key, params }) => {
      try {
        patchWords({ [slot]: { key, result: await answer(params) }, error: null });
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
