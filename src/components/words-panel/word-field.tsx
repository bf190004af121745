import './word-field.css';
import { type KeyboardEvent, useId, useState } from 'react';
import { addWord } from '#src/actions/words/add-word';
import { completeWord } from '#src/actions/words/complete-word';
import { Refusal } from '#src/components/words-panel/refusal';
import { shortSense } from '#src/components/words-panel/short-sense';
import type { Completion } from '#src/core/words/dictionary';
import type { WordPlace } from '#src/core/words/read-word';
import { useStore } from '#src/store/store';

const NOTHING: readonly Completion[] = [];

/** A field that adds the typed word to a list, with names of the dictionary that go on as it begins. */
export function WordField({ place, label }: { place: WordPlace; label: string }) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const completions = useStore(({ words }) =>
    isOpen && words.completions.prefix === text ? words.completions.list : NOTHING,
  );
  const listId = useId();
  const type = (typed: string) => {
    setText(typed);
    setOpen(true);
    setMarked(-1);
    void completeWord(typed);
  };
  const add = async (choice: { word: string; sense?: string }) => {
    setOpen(false);
    setMarked(-1);
    if (await addWord(place, choice)) setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = completions.length - 1;
    if (event.key === 'Enter') void add(completions[marked] ?? { word: text });
    else if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'ArrowDown') setMarked(Math.min(marked + 1, last));
    else if (event.key === 'ArrowUp') setMarked(Math.max(marked - 1, -1));
    else return;
    event.preventDefault();
  };
  const optionId = (index: number) => `${listId}-${index}`;
  return (
    <div className="word-field">
      <div className="word-field__row">
        <input
          className="field"
          role="combobox"
          aria-label={label}
          aria-expanded={completions.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={marked >= 0 ? optionId(marked) : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={label}
          maxLength={100}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        <button
          type="button"
          className="button button--outlined"
          aria-label={`Add: ${label}`}
          onClick={() => void add({ word: text })}
        >
          Add
        </button>
      </div>
      <div
        className="word-field__list"
        role="listbox"
        id={listId}
        aria-label="Words of the dictionary"
        hidden={completions.length === 0}
      >
        {completions.map((completion, index) => (
          <div
            key={`${completion.word} ${completion.sense ?? ''}`}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className="word-field__option"
            // Before the field loses the focus, which closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              void add(completion);
            }}
          >
            <span>{completion.word}</span>
            <span className="muted" title={completion.sense}>
              {shortSense(completion.sense) ?? completion.category}
            </span>
          </div>
        ))}
      </div>
      <Refusal place={place} />
    </div>
  );
}
