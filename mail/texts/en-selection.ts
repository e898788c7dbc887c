/** The English texts of the mails about the selection of key accounts. */
export const enSelection = {
  'selection.place': '{quadrant}, expected return {money}',
  'selection.quadrant.strategic': 'Strategic',
  'selection.quadrant.star': 'Star',
  'selection.quadrant.status': 'Status',
  'selection.quadrant.streamline': 'Streamline',
  'selection.reason': 'Reason',
  'selection.reason.overCap': 'Others bring more, and there is no place left',
  'selection.reason.notRepaying': 'It is no longer expected to repay its share of a manager',
  'selection.reason.belowThreshold': 'It scores too low to be a key account',
  'selection.reason.notEnoughKnown': 'Too little is known of it to score it',
  'selection.reason.vetoed': 'It was vetoed',
  'selection.reason.notActive': 'The account is not active any more',
  'selection.reason.otherProgramme': 'It belongs to another programme now',
  'selection.reason.aboveCap': 'With it there are more key accounts than there should be',
  'selection.footer.lead': 'You get this mail because you lead the {year} selection of {programme}.',
  'selection.footer.director':
    'You get this mail because the {year} selection of {programme} concerns accounts that you direct.',
  'selection-nominations-open.subject': 'Who becomes a key account? {programme}, {year}',
  'selection-nominations-open.heading': 'The {year} selection of {programme} is open for your view',
  'selection-nominations-open.intro.some':
    'All accounts were scored as of {day}. By the score, these are to be key accounts, those with the highest expected return first.',
  'selection-nominations-open.intro.none':
    'All accounts were scored as of {day}. By the score, no account is to be a key account.',
  'selection-nominations-open.leaving': 'No longer among them, though key accounts today: {accounts}.',
  'selection-nominations-open.more': 'And {count} more.',
  'selection-nominations-open.next.lead':
    'Until {until} accounts can be nominated and vetoed, each with a reason. Then the list goes to the panel. You can submit it earlier: “kam selection submit”.',
  'selection-nominations-open.next.director':
    'If an account is missing, or one should not be on the list, tell {lead} by {until}, or use “kam selection nominate” or “kam selection veto”. Then the list goes to the panel.',
  'selection-nomination.subject.nominate': 'Nominated: {account} ({programme}, {year})',
  'selection-nomination.subject.veto': 'Vetoed: {account} ({programme}, {year})',
  'selection-nomination.subject.withdrawn': 'Taken back: the word on {account} ({programme}, {year})',
  'selection-nomination.heading.nominate': '{by} has nominated {account}',
  'selection-nomination.heading.veto': '{by} has vetoed {account}',
  'selection-nomination.heading.withdrawn': 'A word on {account} was taken back',
  'selection-nomination.intro':
    'The list of {programme} for {year} changes with it when it goes to the panel.',
  'selection-changes-requested.subject': 'Changes requested: key accounts of {programme}, {year}',
  'selection-changes-requested.heading': 'The panel asks for changes to the list of {programme} for {year}',
  'selection-changes-requested.intro': 'This is what they said:',
  'selection-changes-requested.next':
    'Nominate, veto, or take back until {until}; then the list goes to the panel again, which sees what changed. You can submit it earlier.',
  'selection-ended.subject.rejected': 'Rejected: key accounts of {programme}, {year}',
  'selection-ended.subject.expired': 'Not decided: key accounts of {programme}, {year}',
  'selection-ended.subject.cancelled': 'Cancelled: key accounts of {programme}, {year}',
  'selection-ended.subject.refused': 'Could not be made: key accounts of {programme}, {year}',
  'selection-ended.subject.unchanged': 'Nothing changes: key accounts of {programme}, {year}',
  'selection-ended.heading.rejected': 'The panel rejected the list of {programme} for {year}',
  'selection-ended.heading.expired': 'The panel did not decide on the list of {programme} for {year} in time',
  'selection-ended.heading.cancelled': 'The {year} selection of {programme} was cancelled',
  'selection-ended.heading.refused': 'The {year} selection of {programme} could not be made',
  'selection-ended.heading.unchanged': 'The key accounts of {programme} stay as they are for {year}',
  'selection-ended.next.rejected':
    'Nobody was designated, and who is a key account stays one. You can start another selection for the same year.',
  'selection-ended.next.expired':
    'Nobody was designated, and who is a key account stays one. You can start another selection for the same year.',
  'selection-ended.next.cancelled':
    'Nobody was designated, and who is a key account stays one. You can start another selection for the same year.',
  'selection-ended.next.refused':
    'Nobody was designated. When the reason is mended, you can start another selection for the same year.',
  'selection-ended.next.unchanged':
    'Nobody would become a key account and nobody would leave, so the panel was not asked.',
  'selection-designated.subject': 'Designated: key accounts of {programme}, {year}',
  'selection-designated.heading': 'The key accounts of {programme} for {year} are designated',
  'selection-designated.intro': 'New: {designated}. Staying: {kept}. Proposed to leave: {leaving}.',
  'selection-designated.manager': 'New, managed by {name}',
  'selection-designated.noManager': 'New, without a manager',
  'selection-designated.leaves': 'Proposed to leave; {name} is asked',
  'selection-designated.notStarted': 'Its review could not be started: {reason}',
  'selection-designated.assign':
    'Without a manager: {accounts}. Assign managers with “kam assign”; their reviews start once they have one.',
  'account-designated.subject': '{account} is a key account now',
  'account-designated.heading': '{account} is a key account of {programme} from {year}',
  'account-designated.intro':
    'It was selected and approved by the panel. Its plan for {year} is being drafted; you get a mail when it is ready for you.',
  'account-designated.footer': 'You get this mail because you manage {account}.',
  'exit-proposed.subject.asked': 'To leave {programme}? {account}',
  'exit-proposed.subject.reminder': 'Reminder: is {account} to leave {programme}?',
  'exit-proposed.subject.passedOn': 'Passed to you: is {account} to leave {programme}?',
  'exit-proposed.heading': '{account} is proposed to leave the key accounts',
  'exit-proposed.intro.asked':
    'The {year} selection of {programme} no longer has it on its list. Nothing ends by itself: it stays a key account until somebody takes up its exit.',
  'exit-proposed.intro.reminder':
    'The {year} selection of {programme} no longer has it on its list, and nobody has taken up its exit or kept it yet.',
  'exit-proposed.intro.passedOn':
    'The {year} selection of {programme} no longer has it on its list. {insteadOf} was asked and did not settle it in time, so it is with you now.',
  'exit-proposed.next':
    'Take it up, or keep the account, each with a reason: “kam selection exits take-up {id}” or “kam selection exits keep {id}”.',
  'exit-proposed.passesOn': 'If it is not settled by {at}, {name} will be asked.',
  'exit-proposed.stays': 'It stays with you until it is settled.',
  'exit-proposed.footer': 'You get this mail because you are responsible for the proposed exit of {account}.',
  'selection-closed.subject': 'Closed: selection of key accounts of {programme}, {year}',
  'selection-closed.heading': 'The {year} selection of {programme} is over',
  'selection-closed.intro': 'Every proposed exit is settled.',
  'selection-closed.none': 'All key accounts are designated, and none was proposed to leave.',
  'selection-closed.takenUp': 'Its exit is taken up: {reason}',
  'selection-closed.kept': 'It stays a key account: {reason}',
  'selection-not-opened.subject': 'Not started: the {year} selection of {programme}',
  'selection-not-opened.heading': 'The scheduled selection of {programme} for {year} could not be started',
  'selection-not-opened.intro': 'Its date has come, but it cannot be started as its schedule says.',
  'selection-not-opened.next':
    'Correct the schedule with “kam selection schedule set”, and start this one with “kam selection start”.',
  'selection-not-opened.footer': 'You get this mail because you own the programme {programme}.',
} as const;
