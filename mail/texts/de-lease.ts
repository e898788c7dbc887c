/** The German texts of the mails about plans that nobody tends. */
export const deLease = {
  'lease.tended': 'Zuletzt gepflegt',
  'lease.health': 'Zustand',
  'lease.points': '{health} von 100',
  'plan-revalidate.subject': 'Gilt er noch? Der Plan {year} für {account}',
  'plan-revalidate.heading': 'Seit {days} Tagen hat niemand den Plan {year} für {account} gepflegt',
  'plan-revalidate.intro':
    'Ein Plan, den niemand ansieht, stimmt bald nicht mehr. Bitte lesen Sie ihn und ändern Sie, was nicht mehr gilt: Fortschritt, eine Änderung, ein erledigter Schritt oder eine beantwortete Zusage halten ihn am Leben.',
  'plan-revalidate.how':
    'Die Seite hinter dem Link zeigt, wie er steht. Sagen Sie dort mit einem Satz, warum er noch gilt, oder gehen Sie weiter und ändern Sie ihn.',
  'plan-revalidate.action': 'Ansehen, wie der Plan steht',
  'plan-revalidate.linkNote':
    'Das Öffnen des Links sagt nichts zu; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'plan-revalidate.decays': 'Bis dahin verliert er jeden Tag einen Punkt.',
  'plan-revalidate.then': 'Bis dahin verliert er jeden Tag einen Punkt; {name} erfährt davon am {at}.',
  'plan-untended.subject': 'Ungepflegt: der Plan {year} für {account}',
  'plan-untended.heading': 'Niemand pflegt den Plan {year} für {account}',
  'plan-untended.intro':
    '{manager} wurde gefragt, ob dieser Plan noch gilt, und hat nicht geantwortet. Er liegt seit {days} Tagen unverändert.',
  'plan-untended.next':
    'Bitte sprechen Sie mit {manager}: Ein Plan, der nicht mehr gilt, wird besser geändert oder geschlossen.',
  'plan-untended.footer':
    'Sie erhalten diese E-Mail, weil das Konto {account} oder sein Programm in Ihrer Verantwortung liegt.',
};
