import { stopLearning } from '#src/session/open-world/learning';

export function cancelLearning(): void {
  stopLearning();
}
