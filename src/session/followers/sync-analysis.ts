/**
 * Keeps the analysis in step with the view: a method that is chosen brings its network, a parameter
 * that is moved its scores.
 */
import { analyzeMissing } from '#src/session/analyze-picture';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/** A slider that moves asks when it rests. */
const SETTLE_MS = 200;

export function syncAnalysis(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const choices = ({ view, pictures }: State) => [view.panes, view.layout, pictures.selectedId];
  const unsubscribe = useStore.subscribe((state, before) => {
    const old = choices(before);
    const hasMoved = state.view.parameters !== before.view.parameters;
    if (!hasMoved && choices(state).every((choice, index) => choice === old[index])) return;
    clearTimeout(timer);
    timer = setTimeout(() => void analyzeMissing(), hasMoved ? SETTLE_MS : 0);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
