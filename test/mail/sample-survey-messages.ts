import type { MailMessage } from '../../mail/messages.ts';

const asked = {
  accountName: 'Iberian Tours',
  managerName: 'Ana Silva',
  managerEmail: 'ana.silva@kam.example',
  closesAt: '2026-12-22T17:00:00Z',
};
const recommend = {
  en: 'How likely is it that you would recommend us to a colleague?',
  de: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
};
const better = { en: 'What should we do better?', de: 'Was sollten wir besser machen?' };
const detractor = {
  surveyId: '17',
  accountName: 'Iberian Tours',
  contactName: 'Rui Matos',
  contactEmail: 'rui@client.example',
  scores: [{ question: recommend, score: 3, low: 0, high: 10 }],
  words: [{ question: better, word: 'Answer the phone.' }],
  comment: 'Offers take two weeks.',
};
const closed = {
  surveyId: '17',
  accountName: 'Iberian Tours',
  asked: 4,
  answered: 3,
  figures: [
    { measure: 'nps' as const, value: -33.333, answers: 3 },
    { measure: 'csat' as const, value: 0.5, answers: 2 },
    { measure: 'ces' as const, value: 5.5, answers: 2 },
    { measure: 'advocacy' as const, value: null, answers: 0 },
  ],
};

/** Mails about surveys of a client's contacts. */
export const surveyMessages = {
  'survey-invitation': { kind: 'survey-invitation', data: asked },
  'survey-reminder': { kind: 'survey-reminder', data: asked },
  'survey-detractor': { kind: 'survey-detractor', data: detractor },
  'survey-detractor, without words': {
    kind: 'survey-detractor',
    data: { ...detractor, contactEmail: null, words: [], comment: '' },
  },
  'survey-closed': { kind: 'survey-closed', data: closed },
  'survey-closed, nobody answered': {
    kind: 'survey-closed',
    data: { ...closed, answered: 0, figures: [] },
  },
} as const satisfies Record<string, MailMessage>;
