import { analyzeSelected } from '#src/actions/analyze-picture';
import { getState, patchView } from '#src/store/store';

const SETTLE_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Scores depend on the temperature, so the picture is analysed again once the value has settled. */
export function setTemperature(methodId: string, temperature: number): void {
  if (!Number.isFinite(temperature) || temperature < 0.1 || temperature > 100) return;
  patchView({ temperatures: { ...getState().view.temperatures, [methodId]: temperature } });
  clearTimeout(timer);
  timer = setTimeout(() => void analyzeSelected(), SETTLE_MS);
}
