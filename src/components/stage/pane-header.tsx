import { setPaneLayer, setPaneMethod } from '#src/actions/choose-method';
import type { LayerKind } from '#src/core/types';
import { canShowErrors, layerOf } from '#src/store/ground-truth';
import { availableMethods } from '#src/store/method-info';
import { shownResult } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const LAYERS: readonly { layer: LayerKind; title: string }[] = [
  { layer: 'mask', title: 'Mask' },
  { layer: 'heat', title: 'Heat map' },
  { layer: 'classes', title: 'Classes' },
  { layer: 'picture', title: 'Picture' },
];
const ERRORS = { layer: 'errors', title: 'Errors' } as const;

export function PaneHeader({ index }: { index: number }) {
  const pane = useStore((state) => state.view.panes[index]);
  const layer = useStore((state) => layerOf(state, state.view.panes[index]));
  const layers = useStore(canShowErrors) ? [...LAYERS, ERRORS] : LAYERS;
  const result = useStore(shownResult);
  return (
    <header className="pane__header">
      <select
        className="field"
        aria-label={`Method of pane ${index + 1}`}
        value={pane.methodId}
        onChange={(event) => setPaneMethod(index, event.target.value)}
      >
        {availableMethods(result).map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={`Layer of pane ${index + 1}`}
        value={layer}
        onChange={(event) => setPaneLayer(index, event.target.value as LayerKind)}
      >
        {layers.map(({ layer: choice, title }) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </select>
    </header>
  );
}
