/** Keeps the names that answer to a search of the set in step with its text. */
import { serialiseError } from '#src/protocol/errors';
import { follow, type Wanted } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { givesNames } from '#src/store/names/shown-names';
import { soughtText } from '#src/store/set/set-names';
import { patchNames, patchSet } from '#src/store/store';

export function followSoughtNames(): () => void {
  return follow<Wanted>({
    wanted: (state) => {
      const text = soughtText(state);
      return text !== '' && givesNames(state) ? { key: text } : null;
    },
    known: ({ key }, { set }) => set.meant?.text === key,
    ask: async ({ key: text }) => {
      try {
        patchSet({ meant: { text, names: new Set(await ask('namesMeant', { text })) } });
      } catch (error) {
        const failure = serialiseError(error);
        if (failure.code !== 'cancelled') patchNames({ error: failure });
      }
    },
    rest: 0,
  });
}
