import './set-head.css';
import { filterSet } from '#src/actions/set/filter-set';
import { showSheet } from '#src/actions/set/show-sheet';
import { sortSet } from '#src/actions/set/sort-set';
import { MarkedTools } from '#src/components/picture-list/marked-tools';
import { Icon } from '#src/components/ui/icon';
import { formatCount } from '#src/components/ui/numbers';
import { wantsNames } from '#src/store/names/shown-names';
import { unnamed } from '#src/store/set/set-names';
import type { SetSort } from '#src/store/set/set-slice';
import { filterChoices } from '#src/store/set/tags';
import { useStore } from '#src/store/store';

const SORTS: Record<SetSort, string> = {
  opened: 'As opened',
  unknown: 'Most unknown',
  largest: 'Largest object',
  unsure: 'Least sure',
  likeness: 'Looks like',
};

interface Props {
  /** Whether the list is the contact sheet. */
  sheet: boolean;
  narrow: boolean;
}

/** Order and filter of the list, and the way to the contact sheet and back; a phone needs none. */
export function SetHead({ sheet, narrow }: Props) {
  const sort = useStore((state) => state.set.sort);
  const named = useStore(wantsNames);
  const filter = useStore((state) => state.set.filter);
  const choices = useStore(filterChoices);
  return (
    <div className="set-head">
      <select
        className="field"
        aria-label="Order of the pictures"
        title="Order of the pictures"
        value={sort}
        onChange={({ target }) => sortSet(target.value as SetSort)}
      >
        {Object.entries(SORTS)
          .filter(([id]) => named || id !== 'likeness' || id === sort)
          .map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </select>
      <input
        className="field"
        type="search"
        aria-label="Filter the pictures by name"
        title={`Names of files, folders and tags${named ? ', or what a region looks like: cow' : ''}`}
        placeholder="Filter by name"
        list="filter-choices"
        value={filter}
        onChange={({ target }) => filterSet(target.value)}
      />
      <datalist id="filter-choices">
        {choices.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      <Unnamed />
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

/** A search knows nothing of pictures whose regions have no names yet. */
function Unnamed() {
  const count = useStore(unnamed);
  const total = useStore((state) => state.pictures.order.length);
  if (count === 0) return null;
  return (
    <p
      className="muted set-head__unnamed"
      data-unnamed={count}
      title="What their regions look like is not known: a search by it leaves them out"
    >
      {formatCount(count)} of {formatCount(total)} without names
    </p>
  );
}
