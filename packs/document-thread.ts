import { parentPort, workerData } from 'node:worker_threads';
import { clientPlan } from '../domain/planning/client-plan.ts';
import { clientDocument } from './client-document.ts';
import type { PlanPrint } from './document-printer.ts';
import { renderPdf } from './pdf.ts';
import { planDocument } from './plan-document.ts';

const { plan, audience, ...look } = workerData as PlanPrint;
const definition = audience === 'client' ? clientDocument(clientPlan(plan), look) : planDocument(plan, look);
parentPort?.postMessage(await renderPdf(definition));
