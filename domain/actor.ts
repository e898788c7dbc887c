/** Who did something: a person, an API key, the service itself, an operator at the command line, or a contact of a client by link. */
export interface Actor {
  readonly kind: 'person' | 'apiKey' | 'system' | 'operator' | 'contact';
  readonly id: string;
}

/** The service acting on its own, for instance when a date comes. */
export const system: Actor = { kind: 'system', id: 'kam' };
