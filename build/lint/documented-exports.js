/** Every exported declaration stands under a docstring: its contract, units, errors and sources. */
export const documentedExports = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Say in one to three sentences what "{{name}}" is for.' },
  },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (!declaration || isOverloadBody(node)) return;
        const last = context.sourceCode.getCommentsBefore(node).at(-1);
        if (last?.type === 'Block' && last.value.startsWith('*')) return;
        context.report({ node, messageId: 'missing', data: { name: nameOf(declaration) } });
      },
    };
  },
};

function nameOf(declaration) {
  return declaration.id?.name ?? declaration.declarations?.[0]?.id.name ?? 'this export';
}

/** The docstring of an overloaded function stands above its first signature. */
function isOverloadBody(node) {
  const siblings = node.parent.body;
  const before = siblings[siblings.indexOf(node) - 1]?.declaration;
  return before?.type === 'TSDeclareFunction' && before.id.name === node.declaration.id?.name;
}
