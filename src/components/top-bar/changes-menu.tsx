import { redoChange } from '#src/actions/changes/redo-change';
import { undoChange } from '#src/actions/changes/undo-change';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { useStore } from '#src/store/store';

/** Steps that are listed on either side: what is older is reached step by step. */
const LISTED = 8;

/** What was changed, the latest first: a step takes back all that were made after it, too. */
export function ChangesMenu() {
  const past = useStore((state) => state.changes.past);
  const future = useStore((state) => state.changes.future);
  return (
    <Menu icon="undo" label="History" compact disabled={past.length + future.length === 0}>
      {future
        .slice(0, LISTED)
        .map(({ title }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are known by their place.
          <MenuItem key={place} title={`Redo: ${title}`} onSelect={() => redoChange(place + 1)} />
        ))
        .reverse()}
      <p className="menu__head">{past.length > 0 ? 'Back to before' : 'Nothing to undo'}</p>
      {past
        .slice(-LISTED)
        .reverse()
        .map(({ title }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are known by their place.
          <MenuItem key={place} title={title} onSelect={() => undoChange(place + 1)} />
        ))}
    </Menu>
  );
}
