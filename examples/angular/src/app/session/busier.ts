import { combineLatest, distinctUntilChanged, map, type Observable, startWith } from 'rxjs';
import { type ConnectionStatus } from 'rxjs-voice';

const idle: ConnectionStatus = { state: 'idle' };
const rank = { idle: 0, closed: 1, ready: 2, connecting: 3, waiting: 4 } as const;

/** Two sessions speak, one for what is typed and one for answers, and mostly one at a time: the line that has more to tell. */
export const busier = (
  one$: Observable<ConnectionStatus>,
  other$: Observable<ConnectionStatus>,
): Observable<ConnectionStatus> =>
  combineLatest([one$.pipe(startWith(idle)), other$.pipe(startWith(idle))]).pipe(
    map(([one, other]) => (rank[one.state] >= rank[other.state] ? one : other)),
    distinctUntilChanged(),
  );
