const middleware =
  /^((_?(error|err),)?_?(request|req),_?(response|res),_?next|_?chunk,_?encoding,_?(done|callback))$/;

/**
 * More than two parameters become one object. Left alone are functions whose shape another party sets: the
 * constructors of errors (code, message, details), inline callbacks, and named Express middleware and stream methods, known by the names of their parameters.
 */
export const maxParams = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { many: 'Make one object of these {{count}} parameters.' },
  },
  create(context) {
    const check = (node) => {
      const params = node.params.filter((param) => param.name !== 'this');
      const names = params.map((param) => param.name ?? '').join(',');
      if (params.length <= 2 || isInlineCallback(node) || isErrorConstructor(node)) return;
      if (middleware.test(names)) return;
      context.report({ node, messageId: 'many', data: { count: String(params.length) } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

function isInlineCallback(node) {
  const { parent } = node;
  return (
    (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.arguments.includes(node)
  );
}

function isErrorConstructor({ parent }) {
  return parent.kind === 'constructor' && (parent.parent.parent.superClass?.name ?? '').endsWith('Error');
}
