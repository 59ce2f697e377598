import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type Job, type JobReply } from '../worker/job';
import { type PhraseRequest, phraseSpeaker, type SpokenPhrase } from './speakPhrase';

// The thread that `fliteVoice` speaks in: one phrase a job. `workerData` is the path of flite.wasm.

const speaker = readFile(workerData as string)
  .then((wasm) => WebAssembly.compile(wasm))
  .then(phraseSpeaker);

parentPort?.on('message', ({ start, port }: Job<PhraseRequest>) => {
  const reply = (message: JobReply<SpokenPhrase>, buffer?: ArrayBuffer) =>
    port.postMessage(message, buffer ? [buffer] : []);
  let wanted = true;
  port.on('close', () => (wanted = false));
  speaker
    .then((speak) => {
      if (!wanted) return;
      const value = speak(start);
      reply({ type: 'next', value }, value.audio.buffer);
      reply({ type: 'complete' });
    })
    .catch((error: unknown) => reply({ type: 'error', message: String(error) }));
});
