import { Router } from 'express';
import { absolutePath } from 'swagger-ui-dist';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>KAM API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<main id="swagger-ui"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

// Swagger UI 5.35 stops in the middle of a document of 127 operations or more, without a word: it gets parts of a hundred, by whole tags.
const startScript = `
const operationsOf = (spec, tag) => Object.values(spec.paths)
  .flatMap((path) => Object.values(path)).filter(({ tags }) => tags && tags.includes(tag.name)).length;
const partsOf = (spec) => spec.tags.reduce((parts, tag) => {
  const last = parts[parts.length - 1];
  const operations = operationsOf(spec, tag);
  if (last && last.operations + operations <= 100) {
    last.tags.push(tag);
    last.operations += operations;
  } else parts.push({ tags: [tag], operations });
  return parts;
}, []);
const pathsOf = (spec, tags) => Object.fromEntries(Object.entries(spec.paths)
  .map(([path, methods]) => [path, Object.fromEntries(Object.entries(methods)
    .filter(([, { tags: own }]) => tags.some(({ name }) => own && own.includes(name))))])
  .filter(([, methods]) => Object.keys(methods).length > 0));
fetch('/v1/openapi.json').then((answer) => answer.json()).then((spec) => partsOf(spec).forEach(({ tags }, index) => {
  const domNode = document.createElement('div');
  document.querySelector('#swagger-ui').append(domNode);
  const part = { ...spec, tags, paths: pathsOf(spec, tags) };
  SwaggerUIBundle({
    domNode,
    spec: part,
    deepLinking: index === 0,
    validatorUrl: null,
    syntaxHighlight: { activated: false },
    defaultModelsExpandDepth: -1,
  });
}));
`;

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** The page at /docs: Swagger UI from the installed package, nothing foreign and no inline script. */
export function createDocsRoutes(): Router {
  const router = Router();
  router.get('/', (_req, res) => void res.type('html').send(page));
  router.get('/start.js', (_req, res) => void res.type('text/javascript').send(startScript));
  for (const asset of assets) {
    router.get(`/${asset}`, (_req, res) => {
      res.sendFile(asset, { root: absolutePath(), maxAge: '1 day' });
    });
  }
  return router;
}
