import { chooseClassList } from '#src/actions/words/choose-class-list';
import { groupClasses } from '#src/actions/words/group-classes';
import { setWordsRule } from '#src/actions/words/set-words-rule';
import { ClassRow } from '#src/components/words-panel/class-row';
import type { ClassList } from '#src/core/words/class-lists';
import { classListOf, type Grouping, groupingOf } from '#src/core/words/edit-vocabulary';
import { useStore } from '#src/store/store';
import { wordGroups } from '#src/store/words/word-classes';

const LISTS: readonly { value: ClassList; title: string }[] = [
  { value: 'strict', title: 'Strict' },
  { value: 'fc-clip', title: 'FC-CLIP' },
];
const GROUPINGS: readonly { value: Grouping; title: string }[] = [
  { value: 'classes', title: '19 classes' },
  { value: 'categories', title: '7 categories' },
];

/** The known classes with their words. */
export function KnownClasses() {
  const words = useStore((state) => state.view.words);
  const groups = wordGroups(words);
  return (
    <section className="words__part" aria-label="Known classes">
      <h3 className="words__title">Known classes</h3>
      <div className="words__presets">
        <Choice
          label="Lists"
          options={LISTS}
          chosen={classListOf(words)}
          onChoose={chooseClassList}
        />
        <Choice
          label="Classes"
          options={GROUPINGS}
          chosen={groupingOf(words)}
          onChoose={groupClasses}
        />
      </div>
      <p className="muted">
        FC-CLIP’s lists count rock, water and snow as known terrain, so a boulder on the road is not
        unknown there; the strict ones leave them out.
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={words.ensemble}
          onChange={(event) => setWordsRule({ ensemble: event.target.checked })}
        />
        All words of a class count, not its first alone
      </label>
      <ul className="words__classes">
        {groups.map((group) => (
          <ClassRow
            key={group.classes.map(({ name }) => name).join()}
            group={group}
            others={groups.filter((other) => other !== group)}
            ensemble={words.ensemble}
          />
        ))}
      </ul>
      <p className="muted">Drag a class onto another, or open it, to make one of both.</p>
    </section>
  );
}

function Choice<T extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  options: readonly { value: T; title: string }[];
  chosen: T | null;
  onChoose: (value: T) => void;
}) {
  return (
    <fieldset className="words__choice" aria-label={label}>
      {options.map(({ value, title }) => (
        <button
          key={value}
          type="button"
          className="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}
