import { tellsMethod } from '#src/core/score-files/method-name';
import type { ImportedMethod, PictureResult } from '#src/store/results-slice';
import { getState, patchView, setPictureResult } from '#src/store/store';

/**
 * Turns an imported score round, for all pictures that have one of its title, and remembers for
 * later files of that title which values mean unknown, where the title names a method.
 */
export function invertScore(title: string, isInverted: boolean): void {
  const { view, results } = getState();
  const others = view.invertedScores.filter((other) => other !== title);
  patchView({ invertedScores: isInverted && tellsMethod(title) ? [...others, title] : others });
  for (const [pictureId, result] of Object.entries(results.byPicture)) {
    const turned = result.imported.filter(
      (method) => method.title === title && method.isInverted !== isInverted,
    );
    if (turned.length > 0) setPictureResult(pictureId, withTurned(result, turned));
  }
  forgetThresholds(results.byPicture, title);
}

function withTurned(result: PictureResult, turned: readonly ImportedMethod[]): PictureResult {
  const scores = { ...result.scores };
  const imported = result.imported.map((method) => {
    const { shown, other, isInverted } = method;
    if (!turned.includes(method) || !other) return method;
    scores[method.id] = other.score;
    return { ...method, isInverted: !isInverted, shown: other, other: shown };
  });
  return { ...result, scores, imported };
}

/** A raw threshold says nothing about the negated score. */
function forgetThresholds(results: Readonly<Record<string, PictureResult>>, title: string): void {
  const ids = Object.values(results).flatMap(({ imported }) =>
    imported.filter((method) => method.title === title).map(({ id }) => id),
  );
  const { thresholds } = getState().view;
  const kept = Object.entries(thresholds).filter(([id]) => !ids.includes(id));
  if (kept.length < Object.keys(thresholds).length)
    patchView({ thresholds: Object.fromEntries(kept) });
}
