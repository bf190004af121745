import './layer-panel.css';
import type { ColourMapName, PaneLayer } from '#src/core/types';
import { layerOf } from '#src/store/labels/ground-truth';
import { activePane } from '#src/store/selectors';
import type { RangeMode } from '#src/store/state';
import { patchView, useStore } from '#src/store/store';

const COLOUR_MAPS: readonly { name: ColourMapName; title: string }[] = [
  { name: 'viridis', title: 'Viridis' },
  { name: 'cividis', title: 'Cividis' },
  { name: 'magma', title: 'Magma' },
  { name: 'grey', title: 'Grey' },
  { name: 'turbo', title: 'Turbo (not colour-blind safe)' },
];

/** How the active pane's layer is drawn. */
export function LayerPanel() {
  const layer = useStore((state) => layerOf(state, activePane(state)));
  if (layer === 'picture') return null;
  return (
    <section className="panel layer" aria-label="Layer">
      <div className="layer__always">
        <Opacity layer={layer} />
        <Outlines />
      </div>
      {(layer === 'heat' || layer === 'residual-norm') && <HeatOptions layer={layer} />}
    </section>
  );
}

function HeatOptions({ layer }: { layer: PaneLayer }) {
  const colourMap = useStore((state) => state.view.colourMap);
  const rangeMode = useStore((state) => state.view.rangeMode);
  return (
    <>
      <label className="layer__row">
        Colours
        <select
          className="field"
          value={colourMap}
          onChange={(event) => patchView({ colourMap: event.target.value as ColourMapName })}
        >
          {COLOUR_MAPS.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="layer__row">
        Range
        <select
          className="field"
          value={rangeMode}
          onChange={(event) => patchView({ rangeMode: event.target.value as RangeMode })}
        >
          <option value="method">Fixed for the method</option>
          <option value="picture">
            {layer === 'residual-norm'
              ? 'This picture’s 1st to 99th percentile'
              : 'This picture’s own'}
          </option>
        </select>
      </label>
    </>
  );
}

function Opacity({ layer }: { layer: PaneLayer }) {
  const key = layer === 'mask' ? 'tintOpacity' : 'heatOpacity';
  const value = useStore((state) => state.view[key]);
  return (
    <label className="layer__opacity">
      Opacity
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        onChange={(event) => patchView({ [key]: event.target.valueAsNumber })}
      />
      <span>{Math.round(value * 100)} %</span>
    </label>
  );
}

function Outlines() {
  const outlines = useStore((state) => state.view.outlines);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={outlines}
        onChange={(event) => patchView({ outlines: event.target.checked })}
      />
      Outlines
    </label>
  );
}
