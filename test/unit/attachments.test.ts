import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentHeaders } from '../../api/attachments/send-attachment.ts';
import { contentHash } from '../../db/content-hash.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { attachmentName, mediaTypeOf, type Attachment } from '../../domain/planning/attachment.ts';
import { changesBetween, contentOf, type StepContent } from '../../domain/planning/step.ts';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { readableChanges } from '../../domain/wording/step-wording.ts';

const step: StepContent = {
  title: 'A workspace in every room',
  description: 'Desk, lamp, sockets.',
  type: 'service',
  ownerId: '4',
  dueOn: '2027-05-01',
  cost: '1200.50',
  benefit: '9000.00',
  approverIds: ['7', '8'],
  policy: standardPolicy,
};
const offer: Attachment = {
  name: 'offer.pdf',
  mediaType: 'application/pdf',
  bytes: 1_234_567,
  sha256: 'ab'.repeat(32),
};

describe('the files of a step', () => {
  it('leave the hash of a step without any as it was', () => {
    expect(contentHash(contentOf({ ...step, attachments: [] }))).toBe(contentHash(contentOf(step)));
    expect(contentHash(contentOf(step))).toBe(contentHash(step));
    expect(contentOf({ ...step, attachments: [] })).not.toHaveProperty('attachments');
  });

  it('bind approvers: another content under the same name is another step', () => {
    const before = { ...step, attachments: [offer] };
    const after = { ...step, attachments: [{ ...offer, sha256: 'cd'.repeat(32) }] };
    expect(contentHash(contentOf(after))).not.toBe(contentHash(contentOf(before)));
    expect(changesBetween(before, after).map(({ field }) => field)).toEqual(['attachments']);
    const stored = {
      ...step,
      attachments: [{ bytes: 1_234_567, sha256: offer.sha256, name: offer.name, mediaType: offer.mediaType }],
    };
    expect(changesBetween(before, stored)).toEqual([]);
  });

  it.each([
    ['en', 'Attachments', 'None', 'offer.pdf (1.2\u00a0MB, abababab)'],
    ['de', 'Anhänge', 'Keine Angabe', 'offer.pdf (1,2\u00a0MB, abababab)'],
  ])('are a readable difference (%s)', (language, label, before, after) => {
    const format = createReaderFormat({ language, timeZone: 'Europe/Lisbon' });
    const reader = { format, currency: 'EUR', people: 2, personName: (id: string) => id };
    const changes = changesBetween(step, { ...step, attachments: [offer] });
    expect(readableChanges(changes, reader)).toEqual([{ label, before, after }]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['C:\\fakepath\\Angebot für Müller.PDF', 'Angebot für Müller.PDF'],
    ['../../etc/passwd', 'passwd'],
    ['evil\u202egnp.exe', 'evilgnp.exe'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['...', 'file'],
    ['', 'file'],
  ])('%j becomes %j', (given, name) => {
    expect(attachmentName(given)).toBe(name);
  });

  it('is harmless, never longer than 120 characters, and stays what it has become', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = attachmentName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(attachmentName(name)).toBe(name);
        expect(attachmentHeaders({ name, mediaType: mediaTypeOf(name) })['Content-Disposition']).toMatch(
          /^[\x20-\x7e]+$/,
        );
      }),
    );
  });

  it('says what kind of file it is only where that is on the list', () => {
    expect(['a.pdf', 'b.PNG', 'c.svg', 'd.html', 'e', 'f.constructor'].map(mediaTypeOf)).toEqual([
      'application/pdf',
      'image/png',
      ...Array.from({ length: 4 }, () => 'application/octet-stream'),
    ]);
  });
});
