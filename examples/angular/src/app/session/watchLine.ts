import { distinctUntilChanged, type Observable } from 'rxjs';
import { type ConnectionStatus } from 'rxjs-voice';
import { type LaneId } from '../timeline/lanes';
import { type Marbles } from '../timeline/marbles';
import { lineText } from './lineText';

/** Puts the states of a line on the timeline. */
export function watchLine(
  marbles: Marbles,
  lane: LaneId,
  status$: Observable<ConnectionStatus>,
): void {
  // A session that takes another's place begins where the last one stands.
  const changes$ = status$.pipe(
    distinctUntilChanged((one, other) => lineText(one).text === lineText(other).text),
  );
  changes$.subscribe((status) => {
    const { text, tone } = lineText(status);
    marbles.add({ lane, label: text, value: status, tone });
  });
}
