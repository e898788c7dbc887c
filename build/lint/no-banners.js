const banner = /[-=*#~_]{5,}/;

/** A file that needs banners needs splitting. */
export const noBanners = {
  meta: {
    type: 'layout',
    schema: [],
    messages: { banner: 'No banners: split the file, or say why in a sentence.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (banner.test(comment.value)) context.report({ loc: comment.loc, messageId: 'banner' });
        }
      },
    };
  },
};
