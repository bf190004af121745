import { selectPicture } from '#src/actions/pictures/select-picture';
import { getState } from '#src/store/store';

/** The neighbour in the list, for the keyboard. */
export function selectNeighbour(step: 1 | -1): void {
  const { order, selectedId } = getState().pictures;
  const index = order.indexOf(selectedId ?? '');
  const next = order[index + step];
  if (next) void selectPicture(next);
}
