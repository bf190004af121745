import '#src/components/ui/radio.css';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { keyOfReading, type LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { hasAllIds, PRESETS } from '#src/core/ground-truth/presets';
import { readingWords } from '#src/core/ground-truth/reading-words';
import type { Suggestion } from '#src/core/ground-truth/suggest-readings';

interface Props {
  values: LabelValues;
  suggestions: readonly Suggestion[];
  chosen: LabelReading;
  onChoose: (reading: LabelReading) => void;
}

/** Ways to read the values: those that fit first, the other data sets behind a line. */
export function ReadingChoices({ values, suggestions, chosen, onChoose }: Props) {
  const ids = (!values.drawn && values.ids?.values) || null;
  const shown = new Set(suggestions.map(({ reading }) => keyOfReading(reading)));
  const others = ids ? PRESETS.filter(({ reading }) => !shown.has(keyOfReading(reading))) : [];
  const all = [...suggestions, ...others];
  const key = keyOfReading(chosen);
  const isListed = all.some(({ reading }) => keyOfReading(reading) === key);
  return (
    <RadioGroup
      aria-label="How to read the values"
      className="reading__group"
      value={key}
      onValueChange={(value) => {
        const choice = all.find(({ reading }) => keyOfReading(reading) === value);
        if (choice) onChoose(choice.reading);
      }}
    >
      {suggestions.map(({ title, reading }) => (
        <Choice key={title} title={title} value={keyOfReading(reading)} />
      ))}
      {!isListed && <Choice title={`As set below: ${readingWords(chosen)}`} value={key} />}
      {ids && others.length > 0 && (
        <details>
          <summary className="disclosure">Other data sets</summary>
          {others.map((preset) => (
            <Choice
              key={preset.id}
              title={preset.title}
              value={keyOfReading(preset.reading)}
              disabled={!hasAllIds(preset, ids)}
            />
          ))}
        </details>
      )}
    </RadioGroup>
  );
}

function Choice({
  title,
  value,
  disabled = false,
}: {
  title: string;
  value: string;
  disabled?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is its control
    <label className="label-dialog__choice" data-disabled={disabled || undefined}>
      <Radio.Root value={value} disabled={disabled} className="radio">
        <Radio.Indicator className="radio__dot" />
      </Radio.Root>
      {title}
      {disabled && <span className="muted"> (other ids)</span>}
    </label>
  );
}
