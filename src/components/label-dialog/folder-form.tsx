import '#src/components/ui/radio.css';
import './folder-form.css';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useState } from 'react';
import { answerFolder } from '#src/actions/labels/answer-folder';
import { folderExamples } from '#src/store/files';
import type { FolderOfQuestion } from '#src/store/state';

/** Examples of both folders, and what they may be. */
export function FolderForm({ folders }: { folders: readonly FolderOfQuestion[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <form
      className="folders"
      onSubmit={(event) => {
        event.preventDefault();
        answerFolder(chosen === 'neither' ? 'neither' : Number(chosen));
      }}
    >
      <p className="muted">
        Files of the same names lie in two folders, and nothing tells them apart.
      </p>
      {folders.map(({ folder, examples }, side) => (
        <Examples key={folder} folder={folder} names={examples} side={side} />
      ))}
      <RadioGroup
        aria-label="Which folder holds the labels"
        value={chosen}
        onValueChange={(value) => setChosen(value as string)}
      >
        {folders.map(({ folder, canHoldLabels }, side) =>
          canHoldLabels ? (
            <Choice key={folder} value={String(side)} title={`${folder} holds the labels`} />
          ) : null,
        )}
        <Choice value="neither" title="Neither: both are pictures" />
      </RadioGroup>
      <footer className="label-dialog__buttons">
        <button type="submit" className="button button--primary" disabled={chosen === null}>
          Open like this
        </button>
      </footer>
    </form>
  );
}

function Examples({ folder, names, side }: { folder: string; names: string[]; side: number }) {
  const [addresses, setAddresses] = useState<readonly (string | null)[]>([]);
  useEffect(() => {
    const pictures = folderExamples.current[side] ?? [];
    const made = pictures.map((picture) => picture && URL.createObjectURL(picture));
    setAddresses(made);
    return () => {
      for (const address of made) if (address) URL.revokeObjectURL(address);
    };
  }, [side]);
  return (
    <figure className="folders__side">
      <figcaption>{folder}</figcaption>
      {names.map((name, index) => (
        <div key={name} className="folders__example">
          {addresses[index] && <img src={addresses[index]} alt="" />}
          <span className="muted">{name}</span>
        </div>
      ))}
    </figure>
  );
}

function Choice({ value, title }: { value: string; title: string }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is its control
    <label className="label-dialog__choice">
      <Radio.Root value={value} className="radio">
        <Radio.Indicator className="radio__dot" />
      </Radio.Root>
      {title}
    </label>
  );
}
