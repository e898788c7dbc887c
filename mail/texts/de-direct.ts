import type { enDirect } from './en-direct.ts';

/** The German texts of the mails that are sent at once and kept nowhere: codes and sign-in links. */
export const deDirect: Record<keyof typeof enDirect, string> = {
  'decision-code.subject': 'Ihr Code für die Entscheidung, die Sie gerade treffen',
  'decision-code.intro':
    'Das ist der Code, nach dem die Seite fragt. Geben Sie ihn dort innerhalb von {minutes} Minuten ein; er gilt einmal.',
  'decision-code.approve': 'Damit genehmigen Sie:',
  'decision-code.requestChanges': 'Damit erbitten Sie Änderungen an:',
  'decision-code.reject': 'Damit lehnen Sie ab:',
  'decision-code.handOver': 'Damit überlassen Sie {to} die Entscheidung:',
  'decision-code.absence':
    'Damit überlassen Sie Entscheidungen während Ihrer Abwesenheit: {to}. Die Seite gehört zu:',
  'decision-code.more': 'Und {count} weitere.',
  'decision-code.notYou':
    'Wenn Sie das gerade nicht entscheiden, hat jemand anderes Ihren Link. Geben Sie den Code nicht weiter, und sagen Sie der Person Bescheid, die Sie um die Entscheidung gebeten hat.',
  'decision-code.footer':
    'Sie erhalten diese E-Mail, weil eine Entscheidung in Ihrem Namen einen Code braucht.',
  'sign-in.subject': 'Ihr Link zu allem, was auf Sie wartet',
  'sign-in.heading': 'Anmeldung für {name}',
  'sign-in.intro':
    'Öffnen Sie diesen Link in dem Browser, in dem Sie ihn angefordert haben. Er gilt einmal und {minutes} Minuten lang.',
  'sign-in.action': 'Anmelden',
  'sign-in.once': 'Mit dem Öffnen des Links ist noch niemand angemeldet; Sie bestätigen auf der Seite.',
  'sign-in.notYou':
    'Wenn Sie das nicht angefordert haben, brauchen Sie nichts zu tun. Bitte leiten Sie diese E-Mail nicht weiter: Der Link meldet in Ihrem Namen an.',
  'sign-in.footer':
    'Sie erhalten diese E-Mail, weil für diese Adresse ein Link zur Anmeldung angefordert wurde.',
};
