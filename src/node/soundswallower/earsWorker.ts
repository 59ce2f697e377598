import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type SoundSwallowerModule } from 'soundswallower';
import { type Job, type JobReply } from '../worker/job';
import { type EarsInput, type EarsOutput, type EarsStart, hearing } from './hearing';
import { modelFolder } from './modelFolder';
import { type SwallowDecoder, swallowDecoder } from './swallowDecoder';

// The thread that `soundswallowerEars` listens in: one session a job. When one ends, its decoder waits for the next.

const { main, spellings } = workerData as { main: string; spellings: Map<string, string> };
const free: SwallowDecoder[] = [];
const loaded = (
  import(pathToFileURL(main).href) as Promise<{ default: () => Promise<SoundSwallowerModule> }>
).then(({ default: start }) => start());

const decoderFor = async () => {
  const decoder = free.pop() ?? (await swallowDecoder(await loaded, modelFolder(main), spellings));
  await decoder.refresh();
  return decoder;
};

parentPort?.on('message', ({ start, port }: Job<EarsStart>) => {
  const reply = (message: JobReply<EarsOutput>) => port.postMessage(message);
  const failed = (error: unknown) => reply({ type: 'error', message: String(error) });
  let wanted = true;
  port.on('close', () => (wanted = false));
  decoderFor().then((decoder) => {
    const release = () => free.push(decoder);
    if (!wanted) return release();
    port.on('close', release);
    const hear = hearing(decoder, start);
    port.on('message', (input: EarsInput) => {
      try {
        reply({ type: 'next', value: hear(input) });
        if (input.type === 'end') reply({ type: 'complete' });
      } catch (error) {
        failed(error);
      }
    });
  }, failed);
});
