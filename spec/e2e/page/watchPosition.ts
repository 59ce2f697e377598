import { type AudioSink } from 'rxjs-voice';

/** What a sink said it had played, ms, and how many frames had left the graph just before and just after. */
export type PositionReading = readonly [before: number, position: number, after: number];

/** Asks a sink for its position again and again, as often as the page can, and reads beside it what left the graph. */
export function watchPosition(sink: AudioSink): { stop(): PositionReading[] } {
  const readings: PositionReading[] = [];
  const frames = () => graph.speaker?.frames ?? 0;
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => {
    readings.push([frames(), sink.position(), frames()]);
    // Not in each task: the page has other things to do.
    setTimeout(() => port1.postMessage(0), 1);
  };
  port1.postMessage(0);
  return {
    stop: () => {
      port2.close();
      return readings;
    },
  };
}
