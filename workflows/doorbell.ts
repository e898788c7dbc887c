import { setHandler } from '@temporalio/workflow';
import { factRecordedSignal } from './process/messages.ts';

/** Says that facts may be waiting. It counts as rung when a run begins, so that every run reads its facts first. */
export interface Doorbell {
  readonly rung: () => boolean;
  readonly answer: () => void;
}

/** Registers the doorbell's handler; nothing depends on how often or in what order it rings. */
export function openDoorbell(): Doorbell {
  let ringing = true;
  setHandler(
    factRecordedSignal,
    () => {
      ringing = true;
    },
    { description: 'A fact was recorded: read the inbox.' },
  );
  return {
    rung: () => ringing,
    answer: () => {
      ringing = false;
    },
  };
}
