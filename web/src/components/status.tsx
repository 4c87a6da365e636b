import type { StateWords } from '../words/states';
import { Icon } from './icon';

/** Icon + word + colour. */
export function Status({ state, isPlain = false }: { state: StateWords; isPlain?: boolean }) {
  return (
    <span className={isPlain ? 'status status-plain' : 'status'} data-tone={state.tone}>
      <Icon name={state.icon} size={14} />
      <span>{state.word}</span>
    </span>
  );
}
