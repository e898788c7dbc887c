import type { Fault } from '../errors.ts';
import type { PlanContent } from './content.ts';

/** Ids of the plan's steps and of the people there are. */
interface Known {
  readonly steps: readonly string[];
  readonly people: readonly string[];
}

/** What in the content refers to a step, an objective or a person that is not there, each fault with its place. */
export function contentFaults(content: PlanContent, known: Known): readonly Fault[] {
  const objectives = content.objectives.map(({ key }) => key);
  const missing = (
    path: string,
    { name, of, what }: { readonly name: string; readonly of: readonly string[]; readonly what: string },
  ): Fault[] => (of.includes(name) ? [] : [{ path, message: `There is no ${what} "${name}".` }]);
  const step = (path: string, name: string): Fault[] =>
    missing(path, { name, of: known.steps, what: 'step of this plan' });
  const person = (path: string, name: string): Fault[] =>
    missing(path, { name, of: known.people, what: 'person' });
  return [
    ...content.objectives.flatMap(({ ownerId }, index) => person(`/objectives/${index}/ownerId`, ownerId)),
    ...content.team.flatMap(({ personId }, index) => person(`/team/${index}/personId`, personId)),
    ...content.stepObjectives.flatMap(({ stepId, objective }, index) => [
      ...step(`/stepObjectives/${index}/stepId`, stepId),
      ...missing(`/stepObjectives/${index}/objective`, {
        name: objective,
        of: objectives,
        what: 'objective',
      }),
    ]),
    ...content.businessCases.flatMap(({ stepId }, index) => step(`/businessCases/${index}/stepId`, stepId)),
  ];
}
