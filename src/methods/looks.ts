/** The second look at a picture, as settings tell it. */
import { LOOKS } from './parameters';

interface Settings {
  parameters: Readonly<Record<string, number>>;
}

/**
 * Whether the mean of two looks is a score of a method, by what it says of its `score`: a map of one run of one network, and little
 * work beside it. Monte Carlo dropout would run all its passes over four times the pixels, many times
 * what the network takes; the boxes of S2M are drawn by a network that was trained on one look.
 */
export function takesSecondLook(score: object): boolean {
  return 'logits' in score || ('fitted' in score && score.fitted !== 'mc-dropout');
}

export function isOfTwoLooks({ parameters }: Settings): boolean {
  return parameters[LOOKS.id] === 2;
}

/** Settings with one look, which is what a second look begins with. */
export function firstLookOf<T extends Settings>(settings: T): T {
  if (!isOfTwoLooks(settings)) return settings;
  const { [LOOKS.id]: _, ...parameters } = settings.parameters;
  return { ...settings, parameters };
}

/** Keys by what is of a second look alone, beside those of the first. */
export function secondLookKey(id: string): string {
  return `${id}@2`;
}
