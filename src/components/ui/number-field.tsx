import './number-field.css';
import { type ChangeEvent, type KeyboardEvent, useState } from 'react';
import { formatScore } from '#src/components/ui/numbers';

interface Props {
  label: string;
  value: number;
  onCommit: (value: number) => void;
}

/**
 * Typed values count on Enter or when the field is left, so that half a number does not move the
 * picture.
 */
export function NumberField({ label, value, onCommit }: Props) {
  const [text, setText] = useState<string | null>(null);
  const commit = () => {
    const typed = Number(text?.replace(',', '.').replace('\u2212', '-'));
    if (text !== null && text.trim() !== '' && Number.isFinite(typed)) onCommit(typed);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') setText(null);
  };
  const onChange = (event: ChangeEvent<HTMLInputElement>) => setText(event.target.value);
  return (
    <input
      className="field number-field"
      inputMode="decimal"
      aria-label={label}
      value={text ?? formatScore(value)}
      onChange={onChange}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
