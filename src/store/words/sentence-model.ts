import type { ModelSummary } from '#src/protocol/models';
import type { State } from '#src/store/state';

/** The network that reads any string; null where the page has none. */
export function sentenceModel({ session }: State): ModelSummary | null {
  return session.catalogue.find(({ kind }) => kind === 'sentence-encoder') ?? null;
}
