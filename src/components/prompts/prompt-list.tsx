import { removePrompt } from '#src/actions/prompts/remove-prompt';
import { selectPrompt } from '#src/actions/prompts/select-prompt';
import { Icon } from '#src/components/ui/icon';
import { formatCount } from '#src/components/ui/numbers';
import type { Prompt } from '#src/core/prompts/prompt';
import { canEdit, maskOf, shownPrompts } from '#src/store/prompts';
import { useStore } from '#src/store/store';

const ORIGINS = { generated: 'generated', manual: 'by hand' };

/** Every prompt with what the segmenter drew for it. */
export function PromptList() {
  const prompts = useStore(shownPrompts);
  const known = useStore(canEdit);
  if (!known) return <p className="muted">Boxes are on their way…</p>;
  if (prompts.length === 0)
    return (
      <p className="muted">
        No boxes: the generator sees nothing unknown. Draw one with the box tool.
      </p>
    );
  return (
    <table className="prompt-list">
      <thead>
        <tr>
          <th scope="col">Object</th>
          <th scope="col">Score</th>
          <th scope="col" title="IoU of the mask as the segmenter predicts it">
            IoU
          </th>
          <th scope="col">Area, px</th>
          <th scope="col" title="Connected parts of the mask">
            Parts
          </th>
          <th scope="col">
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {prompts.map((prompt, index) => (
          <Row key={prompt.id} prompt={prompt} number={index + 1} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ prompt, number }: { prompt: Prompt; number: number }) {
  const { id, score, origin } = prompt;
  const mask = useStore((state) => maskOf(state, prompt));
  const selected = useStore((state) => state.prompts.selection?.promptId === id);
  const select = () => selectPrompt(id);
  return (
    <tr data-prompt-row={id} data-pending={mask === null} aria-selected={selected} onClick={select}>
      <td>
        <button
          type="button"
          className="prompt-list__select"
          aria-label={`Select object ${number}, ${ORIGINS[origin]}`}
          onClick={select}
        >
          {number} <span className="muted">{ORIGINS[origin]}</span>
        </button>
      </td>
      <td>{score.toFixed(2)}</td>
      <td>{mask ? mask.predictedIou.toFixed(2) : '…'}</td>
      <td>{mask ? formatCount(mask.area) : '…'}</td>
      <td>{mask ? mask.fragments : '…'}</td>
      <td>
        <button
          type="button"
          className="prompt-list__remove"
          aria-label={`Remove object ${number}`}
          onClick={(event) => {
            event.stopPropagation();
            removePrompt(id);
          }}
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  );
}
