import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { shotOfShown } from '#src/store/open-world/open-world';
import { getState } from '#src/store/store';

/** Annotated pixels of the picture that is shown. */
export const pixels = () => shotOfShown(getState())?.pixels ?? 0;
/** What is being drawn. */
export const stroke = () => getState().openWorld.stroke;

/** A tool that is moved over places of the picture, with or without Shift. */
export function drag(places: readonly (readonly [number, number])[], shift = false): void {
  const [first, ...others] = places.map(([x, y]) => ({ x, y }));
  const gesture = startAnnotation(first!, shift, 3);
  for (const place of others) gesture?.move(place);
  gesture?.end();
}
