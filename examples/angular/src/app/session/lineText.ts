import { type ConnectionStatus } from 'rxjs-voice';
import { type Tone } from '../timeline/marble';

/** How a line is, as people read it. */
export interface LineText {
  readonly text: string;
  readonly tone: Tone;
  readonly state: ConnectionStatus['state'];
}

export function lineText(status: ConnectionStatus): LineText {
  const { state } = status;
  switch (state) {
    case 'idle':
      return { state, text: 'idle', tone: 'plain' };
    case 'connecting':
      return {
        state,
        text: status.attempt === 0 ? 'dialling' : `dialling again, ${status.attempt}`,
        tone: 'busy',
      };
    case 'ready':
      return { state, text: 'ready', tone: 'good' };
    case 'waiting':
      return {
        state,
        text: `lost, again in ${(status.delay / 1000).toFixed(1)} s`,
        tone: 'bad',
      };
    case 'closed':
      return {
        state,
        text: status.cause === undefined ? 'closed' : `gave up: ${status.cause.code}`,
        tone: status.cause === undefined ? 'plain' : 'bad',
      };
  }
}
