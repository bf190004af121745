import './class-row.css';
import { type DragEvent, useState } from 'react';
import { mergeClasses } from '#src/actions/words/merge-classes';
import { splitClass } from '#src/actions/words/split-class';
import { WordChip } from '#src/components/words-panel/word-chip';
import { WordField } from '#src/components/words-panel/word-field';
import type { WordClass } from '#src/core/words/vocabulary';
import type { WordGroup } from '#src/store/words/word-classes';

/** Tells a dragged class from files and texts. */
const DRAGGED = 'application/x-anomalens-class';

interface Props {
  group: WordGroup;
  others: readonly WordGroup[];
  ensemble: boolean;
}

/** A class, or several that are one: its words in a line, and opened all that may be done with them. */
export function ClassRow({ group, others, ensemble }: Props) {
  const { name, colour, classes, isOn } = group;
  const [isTarget, setTarget] = useState(false);
  const first = nameOf(group);
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setTarget(true);
  };
  const onDrop = (event: DragEvent) => {
    setTarget(false);
    const dragged = event.dataTransfer.getData(DRAGGED);
    if (!dragged) return;
    event.preventDefault();
    if (dragged !== first) mergeClasses(dragged, first);
  };
  return (
    <li
      className="class-row"
      data-class={name}
      data-target={isTarget}
      data-off={!isOn}
      onDragOver={onDragOver}
      onDragLeave={() => setTarget(false)}
      onDrop={onDrop}
    >
      <details>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button by itself. */}
        <summary
          className="class-row__line"
          draggable
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, first)}
        >
          <i style={{ background: colour }} />
          <span className="class-row__name">{name}</span>
          <span className="muted class-row__words">{lineOf(classes)}</span>
        </summary>
        <div className="class-row__body">
          {classes.map((wordClass) => (
            <ClassWords
              key={wordClass.name}
              wordClass={wordClass}
              ensemble={ensemble}
              isNamed={classes.length > 1}
            />
          ))}
          <div className="class-row__merge">
            <select
              className="field"
              aria-label={`Merge ${name} with`}
              value=""
              onChange={(event) => mergeClasses(first, event.target.value)}
            >
              <option value="" disabled>
                Merge with…
              </option>
              {others.map((other) => (
                <option key={nameOf(other)} value={nameOf(other)}>
                  {other.name}
                </option>
              ))}
            </select>
            {classes.length > 1 && (
              <button
                type="button"
                className="button button--outlined"
                aria-label={`Split ${name}`}
                onClick={() => splitClass(first)}
              >
                Split
              </button>
            )}
          </div>
        </div>
      </details>
    </li>
  );
}

/** A group is known by its first class. */
function nameOf({ classes }: WordGroup): string {
  return (classes[0] as WordClass).name;
}

function lineOf(classes: readonly WordClass[]): string {
  const on = classes.flatMap(({ concepts }) => concepts.filter(({ off }) => !off));
  return on.length > 0 ? on.map(({ word }) => word).join(', ') : 'switched off';
}

function ClassWords({
  wordClass: { name, concepts },
  ensemble,
  isNamed,
}: {
  wordClass: WordClass;
  ensemble: boolean;
  isNamed: boolean;
}) {
  const place = { className: name };
  const first = concepts.findIndex(({ off }) => !off);
  return (
    <div className="class-row__class">
      {isNamed && <h4 className="muted">{name}</h4>}
      <ul className="words__chips">
        {concepts.map((concept, index) => (
          <WordChip
            key={JSON.stringify(concept)}
            place={place}
            index={index}
            concept={concept}
            isIdle={!ensemble && !concept.off && index !== first}
          />
        ))}
      </ul>
      <WordField place={place} label={`Add a word for ${name}`} />
    </div>
  );
}
