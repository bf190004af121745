import { type FormEvent, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { tagMarked } from '#src/actions/set/tag-marked';
import { untagMarked } from '#src/actions/set/untag-marked';
import { markedPictures } from '#src/store/set/marked';
import { tagsOf } from '#src/store/set/tags';
import { useStore } from '#src/store/store';

/** Tags of the marked pictures: the list is filtered by them, and tables hold them. */
export function TagMarkedForm() {
  const [text, setText] = useState('');
  const tags = useStore(
    useShallow((state) => [...new Set(markedPictures(state).flatMap((id) => tagsOf(state, id)))]),
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    tagMarked(text);
    setText('');
  };
  return (
    <form className="marked-tools__tags" aria-label="Tags of the marked" onSubmit={onSubmit}>
      <input
        className="field"
        aria-label="Tag the marked"
        placeholder="Tag, such as night"
        list="filter-choices"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="button button--outlined" disabled={text.trim() === ''}>
        Tag
      </button>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className="button button--outlined"
          aria-label={`Take the tag ${tag} away`}
          title="Takes it from the marked pictures"
          onClick={() => untagMarked(tag)}
        >
          {tag} ×
        </button>
      ))}
    </form>
  );
}
