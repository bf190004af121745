import { formatCount } from '#src/components/ui/numbers';
import { useSettled } from '#src/components/ui/use-settled';
import type { Box } from '#src/core/types';
import { maskOf, selectedPrompt, shownPrompts } from '#src/store/prompts';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function place({ x, y, width, height }: Box): string {
  return `box of ${Math.round(width)} by ${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
}

function sentence(state: State): string {
  const prompts = shownPrompts(state);
  const prompt = selectedPrompt(state);
  if (!prompt)
    return `${formatCount(prompts.length)} ${prompts.length === 1 ? 'prompt' : 'prompts'}.`;
  const mask = maskOf(state, prompt);
  const point = state.prompts.selection?.point ?? null;
  const chosen = point === null ? undefined : prompt.points[point];
  const what = chosen
    ? `${chosen.positive ? 'point of' : 'point beside'} the object at ${Math.floor(chosen.x)}, ${Math.floor(chosen.y)}`
    : prompt.box && place(prompt.box);
  const drawn = mask ? `Mask of ${formatCount(mask.area)} pixels.` : 'The mask is on its way.';
  return `Object ${prompts.indexOf(prompt) + 1} of ${prompts.length}: ${what}. ${drawn}`;
}

/** What a screen reader says of the selected prompt, once it has settled. */
export function PromptAnnouncement() {
  const text = useStore(sentence);
  const settled = useSettled(text);
  return (
    <div className="visually-hidden" role="status" data-prompt-announcement>
      {settled}
    </div>
  );
}
