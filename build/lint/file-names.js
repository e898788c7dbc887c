import { relative, sep } from 'node:path';

const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const empty = /^(utils?|helpers?|common|misc|shared|base)$/;
const vagueManager = /(?<!account)-manager$/;

/** Files and folders are kebab-case and named after what is in them, never after a drawer to put things in. */
export const fileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: 'Write "{{part}}" in kebab-case.',
      empty: '"{{part}}" says nothing of what is in it: name it after that.',
    },
  },
  create(context) {
    return {
      Program(node) {
        for (const part of relative(context.cwd, context.filename).split(sep)) {
          const name = part.split('.')[0] || part;
          if (!kebab.test(part)) context.report({ node, messageId: 'kebab', data: { part } });
          else if (name.split('-').some((word) => empty.test(word)) || vagueManager.test(name)) {
            context.report({ node, messageId: 'empty', data: { part } });
          }
        }
      },
    };
  },
};
