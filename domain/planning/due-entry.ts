/** What a due date in a calendar is about: a step, a commitment of either side, a decision somebody is asked for, or the end of a plan. */
type DueKind = 'step' | 'ours' | 'client' | 'decision' | 'planEnd';

/**
 * One due date as a calendar shows it; of what it is about it has the title and nothing else. `sequence` grows with every change of the
 * record, the last of which was at `changedAt`.
 */
export interface DueEntry {
  readonly kind: DueKind;
  /** The number of the record that it is about. */
  readonly subject: string;
  readonly planId: string;
  readonly accountName: string;
  readonly year: number;
  readonly title: string;
  /** 'YYYY-MM-DD' */
  readonly dueOn: string;
  readonly state: 'tentative' | 'confirmed' | 'done' | 'cancelled';
  readonly sequence: number;
  readonly changedAt: Date | null;
}
