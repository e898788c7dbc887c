import { afterEach, describe, expect, it } from 'vitest';
import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { decidersAt, type Deciders } from '../support/deciders.ts';
import { openDesk, type Desk } from '../web/desk.ts';

let desk: Desk;
let people: Deciders;

async function open(policy: Partial<ApprovalPolicy> = {}): Promise<{ operations: string; finance: string }> {
  desk = await openDesk({ undoMinutes: 10, ...policy });
  people = decidersAt(desk);
  return desk.firm;
}
afterEach(() => desk.close());

const nine = '2026-12-02T09:00:00.000Z';
const soon = '2026-12-02T09:09:59.999Z';
const over = '2026-12-02T09:10:00.000Z';

async function follow(at: string): Promise<void> {
  desk.setTime(at);
  await desk.follow();
}

describe('a decision that can be taken back', () => {
  it('brings its receipt at once, and everything else when the time is over', async () => {
    const { operations } = await open({ kind: 'any' });
    const given = await people.decide(operations, { at: nine });
    await follow(nine);
    expect(await people.standing()).toMatchObject({ request: 'approved', step: 'approved' });
    expect(await people.mails('decision-receipt')).toBe(1);
    expect(await people.mails('step-approved')).toBe(0);
    expect(await people.mails('approval-no-longer-needed')).toBe(0);
    expect(await people.due()).toEqual({ at: over, effect: 'carryOutDecision', subject: given.decisionId });
    await people.carryOut(given, over);
    expect(await people.standing()).toMatchObject({ step: 'inProgress', plan: 'executing' });
    expect(await people.mails('step-approved')).toBe(1);
    expect(await people.mails('approval-no-longer-needed')).toBe(1);
    expect((await people.due())?.effect).not.toBe('carryOutDecision');
  });

  it('is carried out once, and not before its time', async () => {
    const { operations } = await open({ kind: 'any' });
    const given = await people.decide(operations, { at: nine });
    await follow(nine);
    await people.carryOut(given, soon);
    expect(await people.standing()).toMatchObject({ step: 'approved' });
    await people.carryOut(given, over);
    await people.carryOut(given, over);
    expect(await people.mails('plan-executing')).toBe(1);
  });

  it('is followed at once where the policy leaves no time', async () => {
    const { operations } = await open({ kind: 'any', undoMinutes: 0 });
    const given = await people.decide(operations, { at: nine });
    await follow(nine);
    expect(await people.standing()).toMatchObject({ step: 'inProgress' });
    await expect(people.undo(given, nine)).rejects.toMatchObject({ code: 'closed' });
  });

  it('asks the next of a sequence only when it can no longer be taken back', async () => {
    const { operations } = await open({ order: 'sequence' });
    const given = await people.decide(operations, { at: nine });
    await follow(nine);
    expect((await people.standing()).seats).toEqual(['approved', 'waiting']);
    await people.carryOut(given, over);
    expect((await people.standing()).seats).toEqual(['approved', 'asked']);
  });
});

describe('taking a decision back', () => {
  it('opens the question again for all whom the decision had released, and mails the approver the same link', async () => {
    const { operations } = await open({ kind: 'any' });
    const given = await people.decide(operations, { at: nine });
    await follow(nine);
    expect((await people.standing()).seats).toEqual(['approved', 'released']);
    expect(await people.undo(given, soon)).toMatchObject({ kind: 'takenBack' });
    expect(await people.standing()).toEqual({
      request: 'open',
      step: 'pending',
      plan: 'approving',
      seats: ['asked', 'asked'],
      rounds: [2, 1],
      choices: [],
    });
    await follow(soon);
    expect(await people.mails('decision-taken-back')).toBe(1);
    const mail = await desk.database
      .app('notification')
      .where({ kind: 'decision-taken-back' })
      .first<{ link_id: string }>('link_id');
    expect(mail.link_id).toBe(given.linkId);
    expect(await people.mails('question-open-again')).toBe(0);
    expect((await people.due())?.effect).toBe('remindApprover');
  });

  it('leaves no trace of the decision in what counts, and lets its approver decide otherwise', async () => {
    const { operations } = await open();
    const given = await people.decide(operations, { at: nine });
    await people.undo(given, soon);
    await people.decide(operations, { choice: 'reject', at: over });
    await follow(over);
    const standing = await people.standing();
    expect(standing).toMatchObject({ request: 'rejected', choices: ['reject'] });
    expect(await people.mails('decision-receipt')).toBe(1);
    const kept = await desk.database.app('decision').orderBy('id').pluck<string[]>('choice');
    expect(kept).toEqual(['approve', 'reject']);
  });

  it('can be repeated without effect', async () => {
    const { operations } = await open();
    const given = await people.decide(operations, { at: nine });
    await people.undo(given, soon);
    expect(await people.undo(given, over)).toMatchObject({ kind: 'repeated' });
    const events = await desk.database.app('audit_event').where({ kind: 'decision.takenBack' });
    expect(events).toHaveLength(1);
  });

  it('is refused at the end of its time, whether or not anybody noticed the end', async () => {
    const { operations } = await open();
    const given = await people.decide(operations, { at: nine });
    await expect(people.undo(given, over)).rejects.toMatchObject({ code: 'expired' });
    expect((await people.standing()).choices).toEqual(['approve']);
  });

  it('is refused to somebody else', async () => {
    const { operations, finance } = await open();
    const given = await people.decide(operations, { at: nine });
    const other = await people.decide(finance, { at: nine });
    await expect(people.undo({ ...given, linkId: other.linkId }, soon)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('is refused once the step was edited, which voids the decision anyway', async () => {
    const { operations } = await open({ kind: 'any' });
    const given = await people.decide(operations, { choice: 'requestChanges', at: nine });
    desk.setTime(nine);
    await desk.editAndSubmit({ title: 'A better workshop' });
    await expect(people.undo(given, soon)).rejects.toMatchObject({ code: 'closed' });
    await people.carryOut(given, over);
    expect(await people.standing()).toMatchObject({ request: 'open', step: 'pending' });
  });

  it('lets an outcome stand that the others bring about without it', async () => {
    const { operations, finance } = await open();
    const given = await people.decide(operations, { at: nine });
    const refused = await people.decide(finance, { choice: 'reject', at: nine });
    await people.undo(given, soon);
    await follow(soon);
    expect(await people.standing()).toMatchObject({
      request: 'rejected',
      step: 'rejected',
      seats: ['released', 'rejected'],
    });
    expect(await people.mails('decision-taken-back')).toBe(0);
    await people.carryOut(refused, over);
    expect(await people.mails('step-rejected')).toBe(1);
    expect(await people.mails('approval-no-longer-needed')).toBe(1);
  });

  it('keeps an outcome from being told while another decision behind it can be taken back', async () => {
    const { operations, finance } = await open();
    const first = await people.decide(operations, { at: nine });
    const second = await people.decide(finance, { at: soon });
    await follow(soon);
    await people.carryOut(first, over);
    expect(await people.mails('step-approved')).toBe(0);
    expect(await people.standing()).toMatchObject({ step: 'approved' });
    await people.undo(second, over);
    expect(await people.standing()).toMatchObject({ request: 'open', step: 'pending' });
    await expect(people.undo(first, over)).rejects.toMatchObject({ code: 'closed' });
  });

  it('gives those asked again the time they had left when the decision was made', async () => {
    const { operations, finance } = await open({ kind: 'any' });
    const expiry = async (personId: string): Promise<Date> =>
      (
        await desk.database
          .app('approver')
          .where({ person_id: personId })
          .first<{ expires_at: Date }>('expires_at')
      ).expires_at;
    const before = [await expiry(operations), await expiry(finance)];
    const given = await people.decide(operations, { at: nine });
    await people.undo(given, '2026-12-02T09:04:00.000Z');
    const after = [await expiry(operations), await expiry(finance)];
    expect(after.map((date, index) => date.getTime() - (before[index]?.getTime() ?? 0))).toEqual([
      240_000, 240_000,
    ]);
  });

  it('tells the manager only where they had been told of an end that is none any more', async () => {
    const { operations, finance } = await open({ kind: 'any', onExpiry: 'reject' });
    const { expires_at: end } = await desk.database
      .app('approver')
      .where({ person_id: finance })
      .first<{ expires_at: Date }>('expires_at');
    const given = await people.decide(operations, { choice: 'reject', at: end.toISOString() });
    await people.expire(finance);
    expect(await people.standing()).toMatchObject({ request: 'rejected', step: 'rejected' });
    expect(await people.mails('approval-expired')).toBe(1);
    await people.undo(given, new Date(end.getTime() + 1000).toISOString());
    await follow(new Date(end.getTime() + 1000).toISOString());
    expect(await people.standing()).toMatchObject({ request: 'open', seats: ['asked', 'expired'] });
    expect(await people.mails('decision-taken-back')).toBe(1);
    expect(await people.mails('question-open-again')).toBe(1);
  });
});
