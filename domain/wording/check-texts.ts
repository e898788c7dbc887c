/** What the checks before submitting find, in the words of pages, mails and the API. */
export const checkTextsEn = {
  'check.objectiveWithoutSteps':
    'No step serves the objective "{title}": say which one does, or leave it out.',
  'check.stepWithoutObjective': '"{title}" serves no objective: say which one it serves.',
  'check.overBudget': 'The steps cost {total} together, and the budget is {budget}.',
  'check.businessCaseMissing':
    '"{title}" costs {cost} and has no business case, which is asked for from {from} on.',
  'check.noClientOwner':
    'Nobody on the client’s side has committed themselves to anything in this plan: agree on one commitment at least.',
  'check.cyclicDependencies':
    'These steps wait for each other, so that none can ever start: {titles}. Take one of them out of the circle.',
  'check.waits': '"{one}" waits for {rest}',
} as const;

/** The same words in German, formal address. */
export const checkTextsDe: Record<keyof typeof checkTextsEn, string> = {
  'check.objectiveWithoutSteps':
    'Kein Schritt dient dem Ziel „{title}“: Sagen Sie, welcher es tut, oder lassen Sie das Ziel weg.',
  'check.stepWithoutObjective': '„{title}“ dient keinem Ziel: Sagen Sie, welchem der Schritt dient.',
  'check.overBudget': 'Die Schritte kosten zusammen {total}, das Budget beträgt {budget}.',
  'check.businessCaseMissing':
    '„{title}“ kostet {cost} und hat keine Wirtschaftlichkeitsrechnung; verlangt wird sie ab {from}.',
  'check.noClientOwner':
    'Niemand auf der Seite des Kunden hat sich in diesem Plan zu etwas verpflichtet: Vereinbaren Sie mindestens eine Zusage.',
  'check.cyclicDependencies':
    'Diese Schritte warten aufeinander, sodass keiner je beginnen kann: {titles}. Nehmen Sie einen von ihnen aus dem Kreis.',
  'check.waits': '„{one}“ wartet auf {rest}',
};
