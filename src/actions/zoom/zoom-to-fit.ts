import { patchView } from '#src/store/store';

export function zoomToFit(): void {
  patchView({ zoom: 'fit' });
}
