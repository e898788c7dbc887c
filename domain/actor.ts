/** Who did something: a person, an API key, the service itself or an operator at the command line. */
export interface Actor {
  readonly kind: 'person' | 'apiKey' | 'system' | 'operator';
  readonly id: string;
}

/** The service acting on its own, for instance when a date comes. */
export const system: Actor = { kind: 'system', id: 'kam' };
