import { selectPicture } from '#src/actions/pictures/select-picture';
import { setOrder } from '#src/store/set/set-order';
import { getState } from '#src/store/store';

/** The neighbour in the list, as that is ordered and filtered, for the keyboard. */
export function selectNeighbour(step: 1 | -1): void {
  const order = setOrder(getState());
  const { selectedId } = getState().pictures;
  const index = order.indexOf(selectedId ?? '');
  const next = order[index + step];
  if (next) void selectPicture(next);
}
