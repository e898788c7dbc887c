import { register } from 'tsx/esm/api';

register();
await import('./document-thread.ts');
