// What a session and the audio operators cost for each frame, against the bare line in the same run.
//
//   npm run bench
//
// All sides get the same frames from the same in-process socket, in one call each: what is timed is this package alone,
// without a network. Read the ratios; the times depend on the machine.
import { performance } from 'node:perf_hooks';
import { NEVER, of, switchMap } from 'rxjs';
import { connect, frameAudio, interruptOn, synthesizer } from '../dist/index.js';

const frames = 50_000;
const runs = 9;
const frame = new Uint8Array(640); // 20 ms of linear16 at 16 kHz

/** A socket that is handed to `play` once its line may carry audio: at once, or after `flush` where a session speaks. */
const socketThat = (play, speaks) => () => {
  const say = (data) => queueMicrotask(() => socket.onmessage?.({ data }));
  const socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => {
      if (data.includes('"init"')) say('{"type":"ready"}');
      if (data.includes('"flush"')) queueMicrotask(() => play(socket));
    },
    close: () => undefined,
  };
  queueMicrotask(() => {
    socket.onopen?.({});
    if (!speaks) play(socket);
  });
  return socket;
};

/** Times the delivery of all frames to whoever `start` subscribes. */
const run = (speaks, start) =>
  new Promise((resolve) => {
    let received = 0;
    const play = (socket) => {
      const began = performance.now();
      for (let i = 0; i < frames; i++) socket.onmessage?.({ data: frame });
      const ms = performance.now() - began;
      stop();
      resolve({ ms, received });
    };
    const stop = start(socketThat(play, speaks), () => received++);
  });

const speaking = (operator) => (socket, count) => {
  const gateway = { url: 'ws://localhost', token: 'none', socket };
  const tts = synthesizer({ gateway, model: 'bench/voice', sampleRate: 16_000 });
  const held = tts.speak(of('Any text.')).pipe(operator).subscribe(count);
  return () => {
    held.unsubscribe();
    tts.close();
  };
};

const same = (source) => source;
const sides = {
  'bare line': [
    false,
    (socket, count) => {
      const line$ = connect({ url: 'ws://localhost' }, { socket });
      const held = line$.pipe(switchMap((line) => line.exchange(NEVER))).subscribe(count);
      return () => held.unsubscribe();
    },
  ],
  synthesizer: [true, speaking(same)],
  '… frameAudio 20 ms': [true, speaking(frameAudio({ ms: 20 }))],
  '… interruptOn 15 ms': [true, speaking(interruptOn(NEVER))],
};

const times = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
for (let i = 0; i <= runs; i++) {
  for (const [name, [speaks, start]] of Object.entries(sides)) {
    const { ms, received } = await run(speaks, start);
    if (received < frames - 1) throw new Error(`${name}: ${received} of ${frames} frames`);
    if (i > 0) times[name].push(ms); // the first round warms up
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times['bare line']);
console.log(`${frames} frames of ${frame.length} bytes, median of ${runs} runs\n`);
for (const [name, list] of Object.entries(times)) {
  const perFrame = (median(list) * 1000) / frames;
  const ratio = (median(list) / base).toFixed(1);
  console.log(
    `${name.padEnd(22)} ${perFrame.toFixed(2).padStart(6)} µs a frame   ${ratio.padStart(5)} ×`,
  );
}
