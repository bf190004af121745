import './set-head.css';
import { filterSet } from '#src/actions/set/filter-set';
import { sortSet } from '#src/actions/set/sort-set';
import type { SetSort } from '#src/store/set/set-slice';
import { useStore } from '#src/store/store';

const SORTS: Record<SetSort, string> = {
  opened: 'As opened',
  unknown: 'Most unknown',
  largest: 'Largest object',
  unsure: 'Least sure',
};

/** Order and filter of the list. */
export function SetHead() {
  const sort = useStore((state) => state.set.sort);
  const filter = useStore((state) => state.set.filter);
  return (
    <div className="set-head">
      <select
        className="field"
        aria-label="Order of the pictures"
        title="Order of the pictures"
        value={sort}
        onChange={({ target }) => sortSet(target.value as SetSort)}
      >
        {Object.entries(SORTS).map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <input
        className="field"
        type="search"
        aria-label="Filter the pictures by name"
        placeholder="Filter by name"
        value={filter}
        onChange={({ target }) => filterSet(target.value)}
      />
    </div>
  );
}
