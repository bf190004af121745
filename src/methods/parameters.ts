/** A number that a person may change while looking at a score. Recorded wherever the score is. */
export interface MethodParameter {
  id: 'temperature' | 'gamma' | 'passes' | 'dropRate' | 'seed' | 'statistic';
  title: string;
  /** `score`: of the formula. `network`: the scalar input of that name in the manifest; a change runs the network again. */
  of: 'score' | 'network';
  default: number;
  min: number;
  max: number;
  step: number;
  /** Only whole numbers, such as a count. */
  whole?: boolean;
  /** What the values 0, 1, 2, ... stand for, where one of several ways is chosen. */
  choices?: readonly string[];
  /** What its marked values mean, in a sentence. */
  hint?: string;
}

/** Whether a parameter can have a value. */
export function isAllowed({ min, max, whole }: MethodParameter, value: number): boolean {
  return value >= min && value <= max && (!whole || Number.isInteger(value));
}

/** Divides the logits before the softmax. */
export const TEMPERATURE: MethodParameter = {
  id: 'temperature',
  title: 'Temperature',
  of: 'score',
  default: 1,
  min: 0.1,
  max: 100,
  step: 0.1,
};

/** How much of the learned residual is added to the features: 0 is the base network, 1 is what was trained. */
export const GAMMA: MethodParameter = {
  id: 'gamma',
  title: 'Block strength γ',
  of: 'network',
  default: 1,
  min: 0,
  max: 2,
  step: 0.05,
  hint: '0 is the base network, 1 is what was trained.',
};
