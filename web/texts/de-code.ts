import type { codeEn } from './en-code.ts';

/** The German texts of the page that asks for a code. */
export const codeDe: Record<keyof typeof codeEn, string> = {
  'code.title': 'Zum Entscheiden den Code eingeben',
  'code.title.none': 'Es braucht einen neuen Code',
  'code.sent':
    'Noch ist nichts entschieden. Wir haben einen Code an {address} gesendet. Er gilt einmal, und zwar bis {at}.',
  'code.open':
    'Noch ist nichts entschieden. Wir haben eben erst einen Code an {address} gesendet. Er gilt einmal, und zwar bis {at}.',
  'code.wrong':
    'Das ist nicht der Code; entschieden ist nichts. Sie haben noch {count} Versuche. Nur der neueste Code zählt.',
  'code.wrong.one':
    'Das ist nicht der Code; entschieden ist nichts. Sie haben noch einen Versuch. Nur der neueste Code zählt.',
  'code.malformed':
    'Noch ist nichts entschieden. Bitte geben Sie die acht Buchstaben und Ziffern des Codes aus der E-Mail ein.',
  'code.dead':
    'Der Code wurde fünfmal falsch eingegeben und zählt deshalb nicht mehr; entschieden ist nichts.',
  'code.expired': 'Der Code galt zehn Minuten, und die sind vorbei. Entschieden ist nichts.',
  'code.used': 'Dieser Code wurde bereits verwendet. Er entscheidet nichts mehr.',
  'code.none':
    'Für diese Entscheidung gibt es keinen Code; entschieden ist nichts. Ein Code zählt nur für eine Entscheidung, so wie sie gewählt wurde.',
  'code.notSent':
    'Der Code konnte nicht gesendet werden; entschieden ist nichts. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  'code.tooMany':
    'Vor {at} können keine weiteren Codes gesendet werden; entschieden ist nichts. Wenn Sie den neuesten Code haben, können Sie ihn noch eingeben.',
  'code.decides.approve': 'Mit dem Code genehmigen Sie',
  'code.decides.requestChanges': 'Mit dem Code erbitten Sie Änderungen an',
  'code.decides.reject': 'Mit dem Code lehnen Sie ab',
  'code.decides.handOver': 'Mit dem Code überlassen Sie {to} die Entscheidung',
  'code.decides.absence':
    'Mit dem Code überlassen Sie Entscheidungen während Ihrer Abwesenheit: {to}. Gefragt wurden Sie zu',
  'code.label': 'Sicherheitscode',
  'code.hint':
    'Acht Buchstaben und Ziffern, zum Beispiel 7K3M-9QXT. Großschreibung und Bindestrich spielen keine Rolle.',
  'code.submit': 'Jetzt entscheiden',
  'code.confirm': 'Bestätigen',
  'code.again': 'Neuen Code senden',
};
