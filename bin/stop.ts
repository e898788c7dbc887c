import { stopStack } from '../local/stop.ts';
import { tellFailure } from './failure.ts';
import { readStackSettings } from './settings.ts';

try {
  await stopStack(readStackSettings().folder, (line) => console.log(line));
} catch (error) {
  tellFailure(error);
}
