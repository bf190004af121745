/** Keeps the agreement of two panes' masks in step with what is shown. */
import { follow } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { patchResults } from '#src/store/store';
import { type WantedAgreement, wantedAgreement } from '#src/store/view/wanted-agreement';

/** The masks are labelled once more for it: it follows when the slider rests. */
const REST_MS = 300;

export function followAgreement(): () => void {
  return follow<WantedAgreement>({
    wanted: wantedAgreement,
    known: ({ key }, { results }) => results.agreement?.key === key,
    ask: async ({ key, ...params }) => {
      patchResults({ agreement: { key, agreement: await ask('agreement', params) } });
    },
    rest: REST_MS,
  });
}
