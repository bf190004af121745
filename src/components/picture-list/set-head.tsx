import './set-head.css';
import { filterSet } from '#src/actions/set/filter-set';
import { showSheet } from '#src/actions/set/show-sheet';
import { sortSet } from '#src/actions/set/sort-set';
import { MarkedTools } from '#src/components/picture-list/marked-tools';
import { Icon } from '#src/components/ui/icon';
import type { SetSort } from '#src/store/set/set-slice';
import { useStore } from '#src/store/store';

const SORTS: Record<SetSort, string> = {
  opened: 'As opened',
  unknown: 'Most unknown',
  largest: 'Largest object',
  unsure: 'Least sure',
};

interface Props {
  /** Whether the list is the contact sheet. */
  sheet: boolean;
  narrow: boolean;
}

/** Order and filter of the list, and the way to the contact sheet and back; a phone needs none. */
export function SetHead({ sheet, narrow }: Props) {
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
      {sheet && <MarkedTools />}
      {!narrow && (
        <button
          type="button"
          className="button set-head__sheet"
          aria-pressed={sheet}
          title={sheet ? 'Back to the picture (G)' : 'All pictures side by side (G)'}
          onClick={() => showSheet(!sheet)}
        >
          <Icon name={sheet ? 'close' : 'sheet'} />
          Contact sheet
        </button>
      )}
    </div>
  );
}
