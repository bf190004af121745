import './folder-choice.css';
import { useRef } from 'react';
import { pickFolder } from '#src/actions/benchmark/pick-folder';
import { FileInput } from '#src/components/ui/file-input';
import { Icon } from '#src/components/ui/icon';
import { formatCount } from '#src/components/ui/numbers';
import { titleOf } from '#src/methods/titles';
import type { FolderSummary } from '#src/store/benchmark';
import { useStore } from '#src/store/store';

/** Choose a folder, and see what belongs together in it. */
export function FolderChoice() {
  const input = useRef<HTMLInputElement>(null);
  const { folder, runState } = useStore((state) => state.benchmark);
  return (
    <div className="panel">
      <h2 className="panel__title">Folder</h2>
      <button
        type="button"
        className="button button--outlined folder__button"
        disabled={runState !== 'idle'}
        onClick={() => input.current?.click()}
      >
        <Icon name="open" />
        <span>{folder ? 'Choose another folder' : 'Choose a folder, or drop one'}</span>
      </button>
      <FileInput
        ref={input}
        label="Benchmark folder"
        folder
        onFiles={(files) => void pickFolder(files)}
      />
      {folder && <Summary folder={folder} />}
    </div>
  );
}

function Summary({ folder }: { folder: FolderSummary }) {
  const {
    name,
    pairs,
    imagesWithoutLabel,
    labelsWithoutImage,
    ambiguous,
    otherFiles,
    scored,
    regions = 0,
  } = folder;
  return (
    <div className="folder" data-folder={name}>
      <p>
        <strong>{name}</strong>: {formatCount(pairs)} {pairs === 1 ? 'picture' : 'pictures'} with a
        label
      </p>
      <Paths
        title="Pictures without a label"
        paths={imagesWithoutLabel}
        note="reported as errors"
      />
      <Paths title="Labels without a picture" paths={labelsWithoutImage} note="left out" />
      <Paths title="Not clear what belongs together" paths={ambiguous} note="left out" />
      {regions > 0 && (
        <p className="muted">
          Region of interest: {formatCount(regions)} {regions === 1 ? 'mask' : 'masks'}, black is
          ignored
        </p>
      )}
      {scored.length > 0 && (
        <p>
          Scores of {scored.length === 1 ? 'one method' : `${scored.length} methods`}:{' '}
          {scored.map(titleOf).join(', ')}
        </p>
      )}
      {otherFiles > 0 && <p className="muted">Other files: {formatCount(otherFiles)}, not used</p>}
    </div>
  );
}

const SHOWN = 50;

function Paths({ title, paths, note }: { title: string; paths: string[]; note: string }) {
  if (paths.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {formatCount(paths.length)} <span className="muted">({note})</span>
      </summary>
      <ul className="folder__paths muted">
        {paths.slice(0, SHOWN).map((path) => (
          <li key={path}>{path}</li>
        ))}
        {paths.length > SHOWN && <li>and {formatCount(paths.length - SHOWN)} more</li>}
      </ul>
    </details>
  );
}
