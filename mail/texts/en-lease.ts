/** The English texts of the mails about plans that nobody tends. */
export const enLease = {
  'lease.tended': 'Last tended',
  'lease.health': 'Health',
  'lease.points': '{health} of 100',
  'plan-revalidate.subject': 'Does it still hold? The {year} plan for {account}',
  'plan-revalidate.heading': 'Nobody has tended the {year} plan for {account} for {days} days',
  'plan-revalidate.intro':
    'A plan that nobody looks at stops being true. Please read it, and change what no longer holds: progress, an edit, a step done or a commitment answered all tend it.',
  'plan-revalidate.how':
    'The page behind the link shows how it stands. Say there that it still holds, with a sentence why, or go on and change it.',
  'plan-revalidate.action': 'See how the plan stands',
  'plan-revalidate.linkNote':
    'Opening the link says nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'plan-revalidate.decays': 'Until then its health falls by one point a day.',
  'plan-revalidate.then': 'Until then its health falls by one point a day; {name} is told on {at}.',
  'plan-untended.subject': 'Untended: the {year} plan for {account}',
  'plan-untended.heading': 'Nobody tends the {year} plan for {account}',
  'plan-untended.intro':
    '{manager} was asked whether this plan still holds and has not answered. It has been left as it is for {days} days.',
  'plan-untended.next':
    'Please speak with {manager}: a plan that no longer holds is better changed or closed.',
  'plan-untended.footer':
    'You get this mail because the account {account} or its programme is in your charge.',
} as const;
