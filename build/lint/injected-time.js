const noArgument = '[arguments.length=0]';
const machineTime = [
  `NewExpression[callee.name="Date"]${noArgument}`,
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  `CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|local|utc)$/]${noArgument}`,
].join(', ');

/** Rules, records and effects read the injected clock, so that a rehearsal can move it. */
export const injectedTime = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { machine: 'Ask the injected clock: a rehearsal cannot move this one.' },
  },
  create(context) {
    return { [machineTime]: (node) => context.report({ node, messageId: 'machine' }) };
  },
};
