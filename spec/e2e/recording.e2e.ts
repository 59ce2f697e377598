import { type Encoding, linear16ToInt16 } from 'rxjs-voice';
import { inBrowser } from './support/inBrowser';
import { microphoneFile, sine } from './support/microphoneFile';

const pitch = 500;
const length = 1000; // ms
const browser = inBrowser({ microphone: () => microphoneFile(300, sine(pitch, length), 500) });

interface Recording {
  readonly encoding: Encoding;
  readonly sampleRate: number;
  readonly chunk?: number;
}

/** Records the sine, from the first chunk to one that is quiet again, and what came from the audio thread meanwhile. */
async function record({ encoding, sampleRate, chunk = 20 }: Recording) {
  const page = await browser.open();
  const { chunks, messages } = await page.evaluate(
    async ({ encoding, sampleRate, chunk }) => {
      const { lastValueFrom, levels, map, microphone, share, takeWhile, toArray, zip } = voice;
      const messages: number[] = [];
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the port it was called on
      const { addEventListener } = MessagePort.prototype;
      MessagePort.prototype.addEventListener = function (
        this: MessagePort,
        ...[type, listener]: Parameters<typeof addEventListener>
      ) {
        addEventListener.call(this, type, (event) =>
          messages.push((event as MessageEvent<ArrayBuffer>).data.byteLength),
        );
        addEventListener.call(this, type, listener);
      } as typeof addEventListener;

      const chunk$ = microphone({
        format: { encoding, sampleRate, channels: 1 },
        chunk,
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      }).pipe(share());
      let began = false;
      // To the first chunk that is quiet again, that one included.
      const recorded = await lastValueFrom(
        zip([chunk$, chunk$.pipe(levels())]).pipe(
          takeWhile(([, level]) => {
            began ||= level > 0.01;
            return !began || level > 0.01;
          }, true),
          map(([chunk]) => chunk),
          toArray(),
        ),
      );
      return {
        chunks: recorded.map(({ data }) => btoa(String.fromCharCode(...data))),
        messages,
      };
    },
    { encoding, sampleRate, chunk },
  );
  return { messages, chunks: chunks.map((text) => new Uint8Array(Buffer.from(text, 'base64'))) };
}

/** Where samples are no sine of the pitch: three in a row of it determine each other. */
function kinks(samples: Int16Array, rate: number): number[] {
  const turn = 2 * Math.cos((2 * Math.PI * pitch) / rate);
  return Array.from(samples.keys()).filter(
    (i) => i > 0 && Math.abs((samples[i + 1] ?? 0) + samples[i - 1]! - turn * samples[i]!) > 200,
  );
}

test.each([16_000, 48_000])(
  'a sine of 1 s is recorded to the sample, without a gap, %d Hz',
  async (sampleRate) => {
    const { chunks } = await record({ encoding: 'linear16', sampleRate });

    const at = kinks(linear16ToInt16(new Uint8Array(Buffer.concat(chunks))), sampleRate);
    const begin = at.filter((i) => i - at[0]! < 8);
    const end = at.filter((i) => at.at(-1)! - i < 8);
    expect(at).toEqual([...begin, ...end]);
    expect(end.map((i, n) => i - begin[n]!)).toEqual(end.map(() => (length * sampleRate) / 1000));
  },
);

test.each([
  [{ encoding: 'linear16', sampleRate: 16_000 }, 640],
  [{ encoding: 'mulaw', sampleRate: 8000, chunk: 37 }, 296],
  [{ encoding: 'linear16', sampleRate: 44_100, chunk: 100 }, 8820],
] as const)(
  'every chunk of %j is %d bytes long, and comes so from the audio thread',
  async (recording, bytes) => {
    const { chunks, messages } = await record(recording);

    expect(new Set(chunks.map((chunk) => chunk.length))).toEqual(new Set([bytes]));
    expect(new Set(messages)).toEqual(new Set([bytes]));
  },
);
