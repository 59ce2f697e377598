import { spawn } from 'node:child_process';
import { asyncScheduler } from 'rxjs';
import { type AudioFormat, bytesPerFrame, playClock } from '../../audio';
import { VoiceError } from '../../errors';
import { type findPlayer } from './players';

/**
 * One process of a player, from its first sample to its last.
 *
 * @internal
 */
export interface PlayerRun {
  /** Hands it more. Throws once it has failed. */
  write(data: Uint8Array): void;
  /** How many ms of it were heard: an estimate, until it has ended. */
  position(): number;
  /** Says that no more comes. `ended` is called once: when all was played, or with why it was not. Returns how to not be told. */
  end(ended: (failure?: VoiceError) => void): () => void;
  /** Ends it at once. */
  kill(): void;
}

/** So much of what it says is kept, characters. */
const longestSaying = 300;

/**
 * Starts a player.
 *
 * @internal
 */
export function playerRun(
  player: ReturnType<typeof findPlayer>,
  format: AudioFormat,
  latency: number,
): PlayerRun {
  const frameBytes = bytesPerFrame(format, 'Playing audio');
  const clock = playClock({ sampleRate: format.sampleRate, latency });
  const { args, header } = player.startFor(format);
  const child = spawn(player.path, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let written = 0;
  let taken = 0;
  let heard = 0;
  let said = '';
  let over: { readonly failure?: VoiceError } | undefined;
  const listeners = new Set<(failure?: VoiceError) => void>();

  const finish = (why?: string, cause?: unknown) => {
    if (over) return;
    over = why === undefined ? {} : { failure: failed(player.name, why, said, cause) };
    for (const ended of listeners) ended(over.failure);
  };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-longestSaying);
  });
  // A broken pipe is told by the process's end, which says more.
  child.stdin.on('error', () => undefined);
  child.on('error', (cause) => finish('could not be started', cause));
  child.on('close', (code, signal) => {
    if (code !== 0) finish(`ended with ${signal ?? `exit code ${code}`}`);
    else if (!child.stdin.writableFinished) finish('ended before its input did');
    else finish();
  });
  if (header) child.stdin.write(header);

  const framesTaken = (frames: number) => clock.add(frames, asyncScheduler.now());
  return {
    write: (data) => {
      if (over?.failure) throw over.failure;
      written += data.length;
      child.stdin.write(data, (error) => {
        if (error || over) return;
        const before = Math.floor(taken / frameBytes);
        taken += data.length;
        framesTaken(Math.floor(taken / frameBytes) - before);
      });
    },
    position: () => {
      for (const { frames } of clock.until(asyncScheduler.now())) heard += frames;
      const frames = over && !over.failure ? Math.floor(written / frameBytes) : heard;
      return (frames * 1000) / format.sampleRate;
    },
    end: (ended) => {
      if (over) {
        ended(over.failure);
        return () => undefined;
      }
      listeners.add(ended);
      child.stdin.end();
      return () => listeners.delete(ended);
    },
    kill: () => {
      listeners.clear();
      over = {};
      child.kill('SIGKILL');
      child.stdin.destroy();
    },
  };
}

function failed(player: string, why: string, said: string, cause: unknown) {
  const words = said.trim().replace(/\s+/g, ' ');
  return new VoiceError(
    'playback-failed',
    `Playing audio through ${player}: it ${why}${words && `, saying: ${words}`}. Check that this machine has a device to play on.`,
    { player },
    { retryable: false, cause },
  );
}
