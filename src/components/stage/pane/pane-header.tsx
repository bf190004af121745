import { setPaneLayer } from '#src/actions/view/set-pane-layer';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { methodGroups } from '#src/components/method-panel/method-groups';
import { PeekButton } from '#src/components/stage/pane/peek-button';
import type { PaneLayer } from '#src/core/types';
import { canShowErrors, canShowResidualNorm, layerOf } from '#src/store/labels/ground-truth';
import { showsLearnt } from '#src/store/open-world/open-world';
import { paneAt, shownPicture, shownResult } from '#src/store/selectors';
import { useStore } from '#src/store/store';
import { comparedPane } from '#src/store/view/compared-pane';

const LAYERS: readonly { layer: PaneLayer; title: string }[] = [
  { layer: 'mask', title: 'Mask' },
  { layer: 'heat', title: 'Heat map' },
  { layer: 'classes', title: 'Classes' },
  { layer: 'picture', title: 'Picture' },
];
const OPEN_MAP = { layer: 'open-map', title: 'Open map' } as const;
const RESIDUAL_NORM = { layer: 'residual-norm', title: 'Residual norm' } as const;
const ERRORS = { layer: 'errors', title: 'Errors' } as const;
const COMPARISONS = [
  { layer: 'difference', title: 'Difference' },
  { layer: 'agreement', title: 'Agreement' },
] as const;

/** Characters of a name that stay when it is cut: they tell frames of one drive apart. */
const NAME_END = 9;

export function PaneHeader({ index }: { index: number }) {
  const pane = useStore((state) => paneAt(state, index));
  const layer = useStore((state) => layerOf(state, paneAt(state, index)));
  const hasResidual = useStore((state) => canShowResidualNorm(state, paneAt(state, index)));
  const hasErrors = useStore(canShowErrors);
  const isCompared = useStore((state) => comparedPane(state, paneAt(state, index)) !== null);
  const layers = [
    ...LAYERS,
    ...(showsLearnt(pane) ? [OPEN_MAP] : []),
    ...(hasResidual ? [RESIDUAL_NORM] : []),
    ...(hasErrors ? [ERRORS] : []),
    ...(isCompared ? COMPARISONS : []),
  ];
  const result = useStore(shownResult);
  const pictureName = useStore((state) => shownPicture(state)?.name);
  const letters = [...(pictureName ?? '')];
  return (
    <header className="pane__header">
      {index === 0 && pictureName && (
        <span className="pane__picture" title={pictureName}>
          <span>{letters.slice(0, -NAME_END).join('')}</span>
          <span>{letters.slice(-NAME_END).join('')}</span>
        </span>
      )}
      <select
        className="field"
        aria-label={`Method of pane ${index + 1}`}
        value={pane.methodId}
        onChange={(event) => setPaneMethod(index, event.target.value)}
      >
        {methodGroups(result).map(({ title, members }) => (
          <optgroup key={title} label={title}>
            {members.map((info) => (
              <option key={info.id} value={info.id}>
                {info.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <select
        className="field"
        aria-label={`Layer of pane ${index + 1}`}
        value={layer}
        onChange={(event) => setPaneLayer(index, event.target.value as PaneLayer)}
      >
        {layers.map(({ layer: choice, title }) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </select>
      {index === 0 && pictureName && <PeekButton />}
    </header>
  );
}
