const clockCall = /\bnow\s*\(\s*\)|\b(current|local)_?(date|timestamp|time)\b|\bclock_timestamp\b/i;

/** A query takes the date it looks from as a parameter, so that it can be asked about any day. */
export const noDatabaseClock = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { clock: 'Take the date as a parameter (asOf): SQL must not read the clock.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'clock' });
    return {
      Literal: (node) => {
        if (typeof node.value === 'string' && clockCall.test(node.value)) report(node);
      },
      TemplateElement: (node) => {
        if (clockCall.test(node.value.raw)) report(node);
      },
      'CallExpression[callee.object.property.name="fn"][callee.property.name="now"]': report,
    };
  },
};
