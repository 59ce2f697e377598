import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Captions } from '../captions/captions';
import { Choices } from '../choices/choices';
import { Latencies } from '../latencies/latencies';
import { Line } from '../line/line';
import { Save } from '../save/save';
import { Say } from '../say/say';
import { deskConfig } from '../session/config';
import { Session } from '../session/session';
import { Status } from '../status/status';
import { Talk } from '../talk/talk';
import { Theme } from '../theme/theme';
import { Timeline } from '../timeline/timeline';
import { Waveform } from '../waveform/waveform';

/** The whole page. */
@Component({
  selector: 'desk-root',
  imports: [Captions, Choices, Latencies, Line, Save, Say, Status, Talk, Timeline, Waveform],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './desk.html',
  host: { '(document:keydown.escape)': 'session.interrupt()' },
})
export class Desk {
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly config = inject(deskConfig);
}
