import { zoomToActualSize } from '#src/actions/zoom/zoom-to-actual-size';
import { zoomToFit } from '#src/actions/zoom/zoom-to-fit';
import { Icon } from '#src/components/ui/icon';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { scaleOf } from '#src/store/zoom';

function percent({ view, ...state }: State): string {
  const picture = shownPicture({ view, ...state })?.info;
  if (!picture || view.canvas.width === 0) return '–';
  return `${Math.round(scaleOf(view.zoom, picture, view.canvas) * 100)} %`;
}

export function ZoomControls() {
  const zoom = useStore(percent);
  const fits = useStore((state) => state.view.zoom === 'fit');
  return (
    <div className="zoom">
      <button
        type="button"
        className="button"
        aria-pressed={fits}
        aria-label="Fit"
        title="Fit the picture (0)"
        onClick={zoomToFit}
      >
        <Icon name="fit" />
      </button>
      <button
        type="button"
        className="button zoom__percent"
        aria-label={`Zoom ${zoom}; set to actual size`}
        title="Actual size (9)"
        onClick={zoomToActualSize}
      >
        {zoom}
      </button>
    </div>
  );
}
