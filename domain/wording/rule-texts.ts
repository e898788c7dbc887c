/** Words about the approval rule that chose a step's policy, used by mails and pages alike. */
export const ruleTextsEn = {
  'rule.chosen':
    'The rule “{name}” of the approval rules, version {version}, asks for this, because {because}.',
  'rule.own': 'This way of approving was set for this step alone.',
  'rule.amountFrom': 'the cost is {amount} or more',
  'rule.amountBelow': 'the cost is below {amount}',
  'rule.types': 'the step is of the kind {types}',
  'rule.regions': 'the account is in {regions}',
  'rule.rest': 'no other rule applies',
  'rule.code': 'A decision needs a code that is sent to you by mail.',
} as const;

/** The same words in German, formal address. */
export const ruleTextsDe: Record<keyof typeof ruleTextsEn, string> = {
  'rule.chosen': 'Das verlangt die Regel „{name}“ der Genehmigungsregeln, Fassung {version}: {because}.',
  'rule.own': 'Diese Art der Genehmigung wurde nur für diesen Schritt festgelegt.',
  'rule.amountFrom': 'die Kosten betragen {amount} oder mehr',
  'rule.amountBelow': 'die Kosten liegen unter {amount}',
  'rule.types': 'der Schritt ist von der Art {types}',
  'rule.regions': 'der Kunde gehört zu {regions}',
  'rule.rest': 'keine andere Regel trifft zu',
  'rule.code': 'Eine Entscheidung braucht einen Code, der Ihnen per E-Mail geschickt wird.',
};
