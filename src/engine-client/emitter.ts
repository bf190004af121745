/** Typed events. A handler that throws does not keep the others from being called. */
export class Emitter<Events extends object> {
  readonly #handlers: { [E in keyof Events]?: Set<(payload: Events[E]) => void> } = {};

  on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void {
    const handlers = this.#handlers[event] ?? new Set();
    this.#handlers[event] = handlers;
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const handler of [...(this.#handlers[event] ?? [])]) {
      try {
        handler(payload);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
